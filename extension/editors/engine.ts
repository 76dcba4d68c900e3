/** What an editor is made with, told by the marks its maker leaves in the page. */
export type Engine = 'field' | 'quill' | 'prosemirror' | 'lexical' | 'draft' | 'tinymce' | 'blocks' | 'plain'

const marks: readonly [Engine, string][] = [
  ['field', 'input, textarea'],
  ['quill', '.ql-editor, .ql-container'],
  ['prosemirror', '.ProseMirror, .tiptap'],
  ['lexical', '[data-lexical-editor]'],
  ['draft', '.public-DraftEditor-content, .DraftEditor-root'],
  ['blocks', '.block-editor-rich-text__editable, .wp-block-post-title'],
  ['tinymce', '#tinymce, .mce-content-body'],
]

/** `has` tells whether the editor, or something it stands in, matches a selector. */
export const engineOf = (has: (selector: string) => boolean): Engine =>
  marks.find(([, selector]) => has(selector))?.[0] ?? 'plain'

/** Ways to put text in. */
export type TextWay = 'typed' | 'pasted' | 'announced' | 'set'

/**
 * Which ways an engine takes, best first. Measured: typing breaks Draft and loses Lexical's line breaks, so they
 * never get it; Quill and plain editors take typing best.
 */
export const textWaysOf: Record<Engine, readonly TextWay[]> = {
  field: ['typed', 'set'],
  quill: ['typed', 'pasted'],
  prosemirror: ['pasted', 'typed'],
  lexical: ['pasted', 'announced'],
  draft: ['pasted'],
  tinymce: ['pasted', 'typed'],
  blocks: ['pasted', 'typed'],
  plain: ['typed', 'pasted'],
}
