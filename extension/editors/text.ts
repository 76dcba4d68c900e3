import type { Outcome } from '../messages.ts'
import type { Composer } from '../sites/composer.ts'
import { closestDeep, findVisible } from '../sites/deep.ts'
import { textArrival } from './arrival.ts'
import { isField, placeCaret, textOf } from './caret.ts'
import { engineOf, textWaysOf, type TextWay } from './engine.ts'
import { waitFor } from './wait-for.ts'

const ways: Record<TextWay, { said: string; put(editor: HTMLElement, text: string): void }> = {
  typed: {
    said: 'typed at the caret',
    put: (_, text) => document.execCommand('insertText', false, text),
  },
  pasted: {
    said: 'pasted at the caret',
    put(editor, text) {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      editor.dispatchEvent(pasteOf(data))
    },
  },
  set: {
    said: 'written into the field',
    put(editor, text) {
      if (!isField(editor)) return
      const at = editor.selectionEnd ?? editor.value.length
      editor.setRangeText(text, at, at, 'end')
      editor.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }))
    },
  },
}

export const pasteOf = (data: DataTransfer): ClipboardEvent =>
  new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true, composed: true })

/** How long an editor may take to show the text, and how long it must keep it (milliseconds). */
const patience = 2000
const secondLook = 400

/**
 * Adds text to the user's draft, by the ways its engine takes, and believes only what it reads back. A way is
 * followed by the next only when it changed nothing at all: editors commit late, and a blind second try doubles.
 * `without` names ways that are switched off, such as "text:typed".
 */
export async function insertText(
  find: () => Composer | null,
  text: string,
  without: readonly string[] = [],
): Promise<Outcome> {
  if (!text.trim()) return { ok: false, why: 'There is no text to insert.' }
  const first = find()
  if (!first) return noComposer
  const engine = engineOf((selector) => closestDeep(first.editor, selector) !== null)
  for (const name of textWaysOf[engine].filter((name) => !without.includes(`text:${name}`))) {
    const composer = find()
    if (!composer) return noComposer
    const before = textOf(composer.editor)
    const gap = /\S/.test(placeCaret(composer.editor)) && /^\S/.test(text) ? ' ' : ''
    ways[name].put(composer.editor, gap + text)
    const now = () => textArrival(before, textOf(find()?.editor ?? composer.editor), text)
    if (!(await waitFor(() => now() === 'whole', patience))) {
      if (now() === 'none') continue
      return {
        ok: false,
        why: 'Only a part of the text arrived in the composer. Read it over before you post.',
      }
    }
    // Some sites look at what came a moment later, and take it back.
    await new Promise((resolve) => setTimeout(resolve, secondLook))
    const { ready } = composer.spot ?? {}
    const taken = await waitFor(() => !ready || findVisible(document, ready), patience)
    if (now() === 'none') continue
    if (now() !== 'whole' || !taken)
      return {
        ok: false,
        why: 'The text stands in the composer, but the site has not taken it. Type a character there, then look again.',
      }
    return { ok: true, way: ways[name].said }
  }
  return {
    ok: false,
    why: 'This editor takes no text from outside; nothing was changed. Paste it there yourself with Ctrl+V (⌘V on a Mac).',
  }
}

export const noComposer: Outcome = {
  ok: false,
  why: 'No composer is open on this page. Click into the place you write in, then try again.',
}
