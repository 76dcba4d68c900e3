import type { Site } from './site.ts'

const files = { previews: [], inputs: ['input[type="file"]'], openers: [], nexts: [] }

/**
 * Every page that no site file knows: the editor with the focus, else the only one there is; else the only file field.
 * Of several, nobody can say which is meant.
 */
export const any: Site = {
  // Nobody reads it but whoever switches it off.
  title: 'any',
  hosts: [],
  spots: [
    {
      name: 'editor',
      at: ['[contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"], textarea'],
      box: ['form, dialog, [role="dialog"], [role="form"], article', 'section', 'main'],
      files,
    },
    {
      name: 'file field',
      at: ['input[type="file"]'],
      box: ['form, dialog, [role="dialog"], [role="form"], article', 'section', 'main', 'body'],
      files: { ...files, ways: ['field'] },
    },
  ],
}
