import type { Site } from './site.ts'

const rich = '[contenteditable="true"]'
const modal = ':is(dialog:modal, [aria-modal="true"])'

/** One post among others. */
const entry = '[role="listitem"], article, [data-urn], [data-id]'

/** Buttons known by the name of their icon, which is the same in every language. */
const mediaButtons = ['image', 'photo', 'media'].map(
  (name) =>
    `button:has(:is(svg, use, li-icon):is(${['data-test-icon', 'id', '*|href', 'type'].map((mark) => `[${mark}*="${name}"]`).join()}))`,
)

const onPage = (path: RegExp) => (url: URL) => path.test(url.pathname)

/**
 * LinkedIn runs two front ends at once: the older one (Ember, telling classes, Quill), and a newer one (React, hashed
 * classes, TipTap in comments), which shows the older one's dialogs in the open shadow root of #interop-outlet.
 */
export const linkedin: Site = {
  title: 'LinkedIn',
  hosts: ['linkedin.com'],
  spots: [
    {
      name: 'post',
      at: [
        `[data-test-modal-id="sharebox"] >>> ${rich}`,
        '[data-test-ql-editor-contenteditable="true"]',
        `.share-creation-state >>> ${rich}`,
      ],
      likely: [
        `${modal} >>> ${rich}:not(:is(${entry}) *)`,
        `[role="dialog"]:not(:has(form)) >>> ${rich}:not(:is(${entry}) *)`,
      ],
      box: ['[data-test-modal-id="sharebox"]', modal, '.share-box-v2__modal', '[role="dialog"]'],
      opener: [
        '[componentkey="draft-text-replaceable-component"]',
        '.share-box-feed-entry__top-bar > button',
        '[aria-label="Start a post"]',
      ],
      submit: ['button.share-actions__primary-action'],
      files: {
        previews: ['.share-creation-state__preview-container :is(img, video)'],
        inputs: ['#media-editor-file-selector__file-input', 'input[type="file"]'],
        openers: [...mediaButtons, 'button[aria-label="Add media"]'],
        nexts: ['[data-test-modal-action-btn="NEXT"]', 'button.share-box-footer__primary-btn'],
      },
    },
    {
      name: 'comment',
      at: [
        `[data-view-name="comment-box"] >>> ${rich}`,
        `[componentkey^="commentBox-"] >>> ${rich}`,
        `[data-testid="ui-core-tiptap-text-editor-wrapper"] >>> ${rich}`,
        `.comments-comment-box >>> ${rich}`,
      ],
      likely: [`:is(${entry}) >>> ${rich}`],
      box: [
        '[data-view-name="comment-box"]',
        '[componentkey^="commentBox-"]',
        '.comments-comment-box',
        'form',
        entry,
      ],
      opener: ['button[data-view-name="feed-comment-button"]', 'button.comment-button'],
      submit: ['button[data-view-name="comment-post"]', 'button.comments-comment-box__submit-button'],
      files: {
        previews: ['[componentkey^="commentBoxLinkPreview"] img'],
        inputs: ['input[type="file"]'],
        openers: ['[data-view-name="comment-add-image"]', ...mediaButtons],
        nexts: [],
      },
    },
    {
      name: 'message',
      at: [
        '.msg-form__contenteditable',
        '[data-view-name*="message"] >>> [role="textbox"][contenteditable="true"]',
      ],
      likely: [`form >>> ${rich}:not(:is(${entry}) *)`],
      box: ['form', '.msg-form', '[role="dialog"]'],
      submit: ['.msg-form__send-button'],
      files: {
        previews: ['.msg-form :is(img, video)[src^="blob:"]'],
        inputs: ['.msg-form input[type="file"]', 'input[type="file"]'],
        openers: mediaButtons,
        nexts: [],
      },
    },
    {
      name: 'article',
      where: onPage(/^\/article\/(new|edit)/),
      at: ['[data-test-article-editor-content-textbox]', '.article-editor-content [role="textbox"]'],
      likely: [`main ${rich}`, rich],
      box: ['.article-editor', 'main', '[role="main"]', 'body'],
      title: ['#article-editor-headline__textarea', 'main textarea', 'textarea'],
      files: {
        previews: ['.article-editor-figure :is(img, video)', '.article-editor-cover-media img'],
        inputs: ['#media-editor-file-selector__file-input', 'input[type="file"]'],
        openers: mediaButtons,
        nexts: ['[data-test-modal-action-btn="NEXT"]', 'button.share-box-footer__primary-btn'],
      },
    },
  ],
}
