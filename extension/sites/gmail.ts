import type { Site } from './site.ts'

/**
 * Gmail's body is a plain editable element. Files are dropped: while one is dragged over a mail, zones come up over
 * it, the upper one for pictures in the text, the other for attachments.
 */
export const gmail: Site = {
  title: 'Gmail',
  hosts: ['mail.google.com'],
  spots: [
    {
      name: 'mail',
      at: ['[g_editable="true"][contenteditable="true"]', '.Ap [role="textbox"][contenteditable="true"]'],
      likely: ['[role="dialog"] >>> [role="textbox"][contenteditable="true"]'],
      box: ['[role="dialog"]', '.M9', 'form'],
      opener: ['[gh="cm"]'],
      title: ['input[name="subjectbox"]'],
      files: {
        ways: ['dropped'],
        previews: ['[g_editable="true"] img', '[role="dialog"] .dL', '.M9 .dL'],
        inputs: [],
        openers: [],
        nexts: [],
        zones: [
          { type: 'image/', at: 'body > .aC7:not(.aWP)' },
          { type: '', at: 'body > .aC7.aWP' },
        ],
      },
    },
  ],
}
