import { signal } from '@preact/signals'
import { z } from 'zod'
import type { Outcome } from '../messages.ts'
import { askPage } from '../windows.ts'
import { troubleOf } from './loaded.ts'
import { useUp } from './orders.ts'
import { call, noun, pageView, perTab, tabId } from './place.ts'
import { outcomeSentence, textSentence } from './outcome.ts'
import { pieceWords, type Piece } from './piece.ts'
import { offSentence, switchHere } from './switches.ts'

/** What became of handing a piece over: to the post, to the clipboard, to the downloads. */
export interface Handing {
  key: string
  busy: 'insert' | 'copy' | 'download' | null
  /** A sentence on what truly happened. */
  said: string
  went: 'well' | 'badly'
}

const idle: Handing = { key: '', busy: null, said: '', went: 'well' }
export const handing = signal<Handing>(idle)

/** `begun`: handed to the page, and nobody has heard what became of it. `in`: it is in the post. */
const Handed = z.record(z.string(), z.enum(['begun', 'in']))
type Handed = z.infer<typeof Handed>

/** Pieces that are in the post of this tab already, or may be: a second press must be meant. */
export const handed = signal<Handed>({})
const keptHanded = () => perTab('handed', Handed)

/** Reads back what was handed over before this panel was closed. */
export async function restoreHanded(): Promise<void> {
  handed.value = (await keptHanded().read()) ?? {}
}

async function mark(key: string, as: 'begun' | 'in' | null): Promise<void> {
  const { [key]: _, ...others } = handed.peek()
  handed.value = as ? { ...others, [key]: as } : others
  await keptHanded().write(handed.peek())
}

/** What to say of a piece before anything was done with it in this panel; null when there is nothing to say. */
export function doubtOf(piece: Piece): string | null {
  if (handed.value[piece.key] !== 'begun' || handing.value.key === piece.key) return null
  return `The panel was closed while the ${thing(piece)} was put into your ${noun.value}. Look at your ${noun.value} before you insert it again.`
}

const thing = (piece: Piece) => pieceWords[piece.kind][0]

/** Whether it is in the post, or some of it. */
const stands = (outcome: Outcome): boolean => outcome.ok || outcome.touched === true

/** What is to be written beside the piece; null for what is not. */
export interface Written {
  title: string | null
  text: string | null
}

/**
 * Puts the piece, and what is to be written, into the composer the panel was called at. Answers with what is still to
 * be written: what is in the post already must not go in a second time with the next press.
 */
export async function insert(piece: Piece, written: Written): Promise<Written> {
  const tab = tabId
  let left = written
  if (tab === null || handing.peek().busy || offSentence.peek()) return left
  handing.value = { ...idle, key: piece.key, busy: 'insert' }
  const frame = call.peek()?.frameId ?? 0
  const was = handed.peek()[piece.key] ?? null
  const off = switchHere.peek()
  const without = off?.ways ?? []
  try {
    const file = await piece.open()
    // The page goes on when this panel is closed: whoever opens it again must know.
    await mark(piece.key, 'begun')
    const write = async (what: keyof Written): Promise<Outcome | null> => {
      const text = left[what]
      if (!text) return null
      const outcome = await askPage(tab, frame, { type: `insert-${what}`, text, without })
      if (stands(outcome)) left = { ...left, [what]: null }
      return outcome
    }
    const fileFirst = pageView.peek()?.fileFirst ?? false
    const titled = await write('title')
    // As a rule the text goes first: some sites lose what is written beside a picture.
    const early = fileFirst ? null : await write('text')
    const put: Outcome = await askPage(tab, frame, { type: 'insert-file', file, name: piece.name, without })
    const wrote = fileFirst ? await write('text') : early
    await mark(piece.key, stands(put) ? 'in' : was)
    if (put.ok && piece.jobId) await useUp(piece.jobId)
    const well = [put, wrote, titled].every((outcome) => outcome?.ok ?? true)
    handing.value = {
      key: piece.key,
      busy: null,
      said:
        outcomeSentence(noun.peek(), piece.kind === 'video' ? 'video' : 'picture', put, wrote, titled) +
        (off && !well ? ` ${off.why}` : ''),
      went: well ? 'well' : 'badly',
    }
  } catch (cause) {
    fail(piece, cause, `The ${thing(piece)} is not in your ${noun.peek()}.`)
  }
  return left
}

/** Puts a piece that is words into the composer. */
export async function insertWords(piece: Piece): Promise<void> {
  const tab = tabId
  if (tab === null || piece.text === null || handing.peek().busy || offSentence.peek()) return
  handing.value = { ...idle, key: piece.key, busy: 'insert' }
  try {
    await mark(piece.key, 'begun')
    const without = switchHere.peek()?.ways ?? []
    const frame = call.peek()?.frameId ?? 0
    const wrote = await askPage(tab, frame, { type: 'insert-text', text: piece.text, without })
    await mark(piece.key, stands(wrote) ? 'in' : null)
    const went = wrote.ok ? 'well' : 'badly'
    handing.value = { key: piece.key, busy: null, said: textSentence(noun.peek(), wrote), went }
  } catch (cause) {
    fail(piece, cause, `The text is not in your ${noun.peek()}.`)
  }
}

/** Runs one of the ways to take a piece elsewhere and says how it went. */
export async function handOver(
  piece: Piece,
  busy: 'copy' | 'download',
  act: (piece: Piece) => Promise<void>,
  said: string,
): Promise<void> {
  if (handing.peek().busy) return
  handing.value = { ...idle, key: piece.key, busy }
  try {
    await act(piece)
    handing.value = { key: piece.key, busy: null, said, went: 'well' }
  } catch (cause) {
    fail(piece, cause, busy === 'copy' ? 'It could not be copied.' : 'It could not be downloaded.')
  }
}

function fail(piece: Piece, cause: unknown, what: string): void {
  const { detail, remedy } = troubleOf(cause)
  handing.value = { key: piece.key, busy: null, said: `${what} ${detail} ${remedy}`, went: 'badly' }
}

export const putDown = () => (handing.value = idle)
