import type { Site } from './site.ts'

/**
 * X writes with Draft.js. Text pasted after a picture may never reach what is posted, so the text goes first; a file
 * goes to the field of the toolbar (facts of 2026).
 */
export const x: Site = {
  title: 'X',
  hosts: ['x.com', 'twitter.com'],
  spots: [
    {
      name: 'post',
      at: [
        '[data-testid="tweetTextarea_0"][contenteditable="true"]',
        '[data-testid^="tweetTextarea_"] [role="textbox"]',
      ],
      likely: ['[role="dialog"] .public-DraftEditor-content', '.public-DraftEditor-content'],
      box: ['[role="dialog"]', '[data-testid="primaryColumn"]', 'main'],
      opener: ['[data-testid="SideNav_NewTweet_Button"]'],
      submit: ['[data-testid="tweetButton"]', '[data-testid="tweetButtonInline"]'],
      files: {
        ways: ['field', 'pasted', 'dropped'],
        previews: ['[data-testid="attachments"] :is(img, video)', '[data-testid="tweetPhoto"] img'],
        inputs: ['input[data-testid="fileInput"]', '[data-testid="toolBar"] input[type="file"]'],
        openers: [],
        nexts: [],
      },
    },
  ],
}
