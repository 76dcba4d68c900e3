import type { Site } from './site.ts'

const editor = '[role="textbox"][contenteditable="true"]'
const files = {
  previews: ['[role="dialog"] :is(img, video)[src^="blob:"]'],
  inputs: ['input[type="file"][accept*="image"][accept*="video"]', 'input[type="file"]'],
  openers: [],
  nexts: [],
}

/**
 * Facebook writes with Lexical, in a dialog that keeps the focus; all its classes are hashes. Lexical throws files
 * away that come with text: they are two acts. Where the labels are not English, people open the dialog themselves.
 */
export const facebook: Site = {
  title: 'Facebook',
  hosts: ['facebook.com'],
  spots: [
    {
      name: 'comment',
      focused: true,
      at: [`[role="article"] >>> [data-lexical-editor="true"]${editor}`],
      box: ['form', '[role="article"]'],
      files: { ...files, previews: ['form :is(img, video)[src^="blob:"]'] },
    },
    {
      name: 'post',
      at: [`[role="dialog"] >>> [data-lexical-editor="true"]${editor}`],
      likely: [`[role="dialog"] >>> ${editor}`],
      box: ['[role="dialog"]'],
      opener: ['[aria-label="Create a post"] [role="button"]', '[role="button"][aria-label="Create a post"]'],
      files,
    },
  ],
}
