import { describe, expect, test } from 'vitest'
import { engineOf, textWaysOf } from './engine.ts'

/** An editor as far as its marks go. */
const marked = (...marks: string[]) =>
  engineOf((selector) => selector.split(',').some((part) => marks.includes(part.trim())))

describe('which engine an editor is made with', () => {
  test('is told by its marks', () => {
    expect(marked('textarea')).toBe('field')
    expect(marked('.ql-editor')).toBe('quill')
    expect(marked('.tiptap')).toBe('prosemirror')
    expect(marked('[data-lexical-editor]')).toBe('lexical')
    expect(marked('.DraftEditor-root')).toBe('draft')
    expect(marked('#tinymce')).toBe('tinymce')
    expect(marked('.some-class')).toBe('plain')
  })

  test('decides which ways are tried: never one that would break it', () => {
    expect(textWaysOf.quill[0]).toBe('typed')
    expect(textWaysOf.prosemirror[0]).toBe('pasted')
    // Typing shows text twice in Draft and drops Lexical's line breaks.
    expect(textWaysOf.draft).not.toContain('typed')
    expect(textWaysOf.lexical).not.toContain('typed')
  })
})
