import type { Site } from './site.ts'

/**
 * Instagram wants the file first: a dialog with a file field, then cropping and editing, each with its Next, and only
 * then a place to write (Lexical). "Next" stands behind the heading, in every language. Where the labels are not
 * English, people open the dialog themselves.
 */
export const instagram: Site = {
  title: 'Instagram',
  hosts: ['instagram.com'],
  spots: [
    {
      name: 'comment',
      focused: true,
      at: ['article textarea', 'form textarea'],
      box: ['form', 'article'],
    },
    {
      name: 'post',
      fileFirst: true,
      at: [
        '[role="dialog"] >>> [role="textbox"][contenteditable="true"]',
        '[role="dialog"] input[type="file"]',
      ],
      box: ['[role="dialog"]'],
      opener: ['a:has(svg[aria-label="New post"])', '[role="button"]:has(svg[aria-label="New post"])'],
      menu: ['a:has(svg[aria-label="Post"])', '[role="button"]:has(svg[aria-label="Post"])'],
      files: {
        ways: ['field'],
        previews: ['[role="dialog"]:has([contenteditable="true"]) :is(img, video)[src^="blob:"]'],
        inputs: ['input[type="file"]'],
        openers: [],
        nexts: ['[role="dialog"] [role="heading"] ~ * [role="button"]'],
        steps: 2,
      },
    },
  ],
}
