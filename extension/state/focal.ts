import type { Point } from '../../shared/fields.ts'
import { api } from '../api.ts'
import { freshAsset, know } from './library.ts'

/** Which thing of the library a file in hand is. */
const things = new WeakMap<File, string>()

/** Remembers that these bytes are a thing of the library. */
export const comesFrom = (file: File, assetId: string): void => void things.set(file, assetId)

/** The thing of the library that a file is; null for one of this machine. */
export const assetOf = (file: File): string | null => things.get(file) ?? null

/** The place that was marked in it the last time; null where there is none, or it cannot be asked for. */
export async function keptFocal(file: File): Promise<Point | null> {
  const id = assetOf(file)
  const asset = id && (await freshAsset(id).catch(() => null))
  return asset ? asset.focal : null
}

/** A point that is being moved is told when it stands still. */
const restMs = 600
const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/**
 * Keeps what a picture is about with it, if it is of the library: every later crop of it stays there. Null: it is to
 * be found. What cannot be told stays in the form all the same, and is told with the next move.
 */
export function keepFocal(file: File, focal: Point | null): void {
  const id = assetOf(file)
  if (!id) return
  clearTimeout(waiting.get(id))
  const tell = () => {
    waiting.delete(id)
    api.changeAsset(id, { focal }).then(know, () => {})
  }
  waiting.set(id, setTimeout(tell, restMs))
}
