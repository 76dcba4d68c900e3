import { signal } from '@preact/signals'
import type { Outcome } from '../messages.ts'
import { askPage } from '../windows.ts'
import { troubleOf } from './loaded.ts'
import { call, tabId } from './place.ts'
import { outcomeSentence } from './outcome.ts'
import type { Piece } from './piece.ts'

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

/** Pieces that are in the post already: a second press must be meant. */
export const inserted = signal<ReadonlySet<string>>(new Set())

const thing = (piece: Piece) => (piece.kind === 'video' ? 'video' : 'picture')

/** Puts the piece, and the text if there is one, into the composer the panel was called at. */
export async function insert(piece: Piece, text: string | null): Promise<void> {
  const tab = tabId
  if (tab === null || handing.peek().busy) return
  handing.value = { ...idle, key: piece.key, busy: 'insert' }
  const frame = call.peek()?.frameId ?? 0
  try {
    const file = await piece.open()
    const wrote: Outcome | null = text ? await askPage(tab, frame, { type: 'insert-text', text }) : null
    const put: Outcome = await askPage(tab, frame, { type: 'insert-file', file, name: piece.name })
    if (put.ok) inserted.value = new Set(inserted.peek()).add(piece.key)
    const well = put.ok && (wrote?.ok ?? true)
    handing.value = {
      key: piece.key,
      busy: null,
      said: outcomeSentence(thing(piece), put, wrote),
      went: well ? 'well' : 'badly',
    }
  } catch (cause) {
    fail(piece, cause, `The ${thing(piece)} is not in your post.`)
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
