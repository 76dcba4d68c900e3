import type { Outcome } from '../messages.ts'
import { titleOf, type Composer } from '../sites/composer.ts'
import { closestDeep, findAll, isPressable, isVisible } from '../sites/deep.ts'
import { textArrival } from './arrival.ts'
import { isField, isFileField, placeCaret, textOf } from './caret.ts'
import { engineOf, textWaysOf, type TextWay } from './engine.ts'
import { climb, type Rung } from './ladder.ts'
import { waitFor } from './wait-for.ts'

interface Way {
  said: string
  /** Hands the text over; true where the page said that it takes care of it. */
  put(editor: HTMLElement, text: string): boolean
}

const ways: Record<TextWay, Way> = {
  typed: {
    said: 'typed at the caret',
    put(editor, text) {
      editor.ownerDocument.execCommand('insertText', false, text)
      return false
    },
  },
  pasted: {
    said: 'pasted at the caret',
    put(editor, text) {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      return !editor.dispatchEvent(pasteOf(data))
    },
  },
  announced: {
    said: 'handed to the editor at the caret',
    put: (editor, data) =>
      !editor.dispatchEvent(
        new InputEvent('beforeinput', { inputType: 'insertText', data, ...travelling, cancelable: true }),
      ),
  },
  set: {
    said: 'written into the field',
    put(editor, text) {
      if (!isField(editor)) return false
      const at = editor.selectionEnd ?? editor.value.length
      editor.setRangeText(text, at, at, 'end')
      editor.dispatchEvent(new InputEvent('input', { inputType: 'insertText', data: text, ...travelling }))
      return false
    },
  },
}

const travelling = { bubbles: true, composed: true }

export const pasteOf = (data: DataTransfer): ClipboardEvent =>
  new ClipboardEvent('paste', { clipboardData: data, ...travelling, cancelable: true })

const patience = { reaction: 2000, claimed: 4000, whole: 2000, keeps: 400 }

/**
 * Adds text to the user's draft, by the ways its engine takes, and believes only what it reads back: there once, in
 * one piece, beside everything that stood there. `without` names ways that are switched off, such as "text:typed".
 */
export async function insertText(
  find: () => Composer | null,
  text: string,
  without: readonly string[] = [],
): Promise<Outcome> {
  if (!text.trim()) return { ok: false, why: 'There is no text to insert.' }
  const first = find()
  if (!first) return noComposer
  if (isFileField(first.editor)) return noPlaceForText
  const before = textOf(first.text)
  const now = () => textArrival(before, textOf((find() ?? first).text), text)
  const engine = engineOf((selector) => closestDeep(first.editor, selector) !== null)
  const names = textWaysOf[engine].filter((name) => !without.includes(`text:${name}`))
  const rungs = names.flatMap((name) => twice(ways[name], find, text))
  const { by, arrival, claimed } = await climb(rungs, {
    arrival: now,
    wait: waitFor,
    patience,
  })
  if (!by)
    return {
      ok: false,
      why: claimed
        ? 'This editor took the text and shows nothing of it; nothing was changed. Paste it there yourself with Ctrl+V (⌘V on a Mac).'
        : 'This editor takes no text from outside; nothing was changed. Paste it there yourself with Ctrl+V (⌘V on a Mac).',
    }
  if (arrival !== 'whole')
    return {
      ok: false,
      why: 'What stands in the composer now is not what was sent. Read it over before you post.',
      touched: true,
    }
  const submits = () => findAll(document, first.spot?.submit?.join() || ':not(*)').filter(isVisible)
  const taken = () => submits().length === 0 || submits().some(isPressable)
  if (!(await waitFor(taken, patience.whole)))
    return {
      ok: false,
      why: 'The text stands in the composer, but the site has not taken it. Type a character there, then look again.',
      touched: true,
    }
  return { ok: true, way: by.said }
}

/** The same for the composer's line for a title or subject. */
export function insertTitle(
  find: () => Composer | null,
  text: string,
  without: readonly string[] = [],
): Promise<Outcome> {
  const findTitle = () => {
    const composer = find()
    const editor = composer && titleOf(composer)
    // What sends the post says nothing about its title.
    return editor ? { ...composer, editor, text: editor, spot: null } : null
  }
  return insertText(findTitle, text, without)
}

/** A way, and once more where the editor that got the text was built anew without it: then it is nowhere. */
function twice(way: Way, find: () => Composer | null, text: string): Rung[] {
  let got: HTMLElement | null = null
  const rung = (again: boolean): Rung => ({
    said: way.said,
    ready() {
      const editor = find()?.editor
      if (!editor || (again && (editor === got || !got || got.isConnected))) return null
      return {
        hand() {
          got = editor
          const gap = /\S/.test(placeCaret(editor)) && /^\S/.test(text) ? ' ' : ''
          return way.put(editor, gap + text)
        },
        binds: () => editor.isConnected,
      }
    },
  })
  return [rung(false), rung(true)]
}

export const noComposer: Outcome = {
  ok: false,
  why: 'No composer is open on this page. Click into the place you write in, then try again.',
}

const noPlaceForText: Outcome = {
  ok: false,
  why: 'There is a place for a file here, and none for a text.',
}
