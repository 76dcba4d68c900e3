import type { Site } from './site.ts'

/**
 * LinkedIn runs two front ends at once. In both, the share box is a Quill editor; in the newer one it lives in the
 * open shadow root of #interop-outlet. Labels are localized, so they never stand first.
 */
export const linkedin: Site = {
  title: 'LinkedIn',
  hosts: ['linkedin.com'],
  spots: [
    {
      name: 'post',
      at: [
        '[data-test-modal-id="sharebox"] [role="textbox"][contenteditable="true"]',
        '[data-test-ql-editor-contenteditable="true"]',
        '[role="dialog"] [role="textbox"][aria-label^="Text editor for creating content"]',
        '.share-creation-state .ql-editor[contenteditable="true"]',
      ],
      box: ['[data-test-modal-id="sharebox"]', '[role="dialog"]', '.share-box-v2__modal'],
      opener: [
        '[componentkey="draft-text-replaceable-component"]',
        '[aria-label="Start a post"]',
        '.share-box-feed-entry__top-bar > button',
      ],
      ready: ['button.share-actions__primary-action:not([disabled])'],
      files: {
        previews: ['.share-creation-state__preview-container :is(img, video)'],
        inputs: ['#media-editor-file-selector__file-input'],
        openers: ['button[aria-label="Add media"]'],
        nexts: ['[data-test-modal-action-btn="NEXT"]', 'button.share-box-footer__primary-btn'],
      },
    },
  ],
}
