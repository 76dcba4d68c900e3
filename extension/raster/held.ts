import type { Size } from '../../shared/crop.ts'
import type { Planes } from './planes.ts'

/** What frames show on which nobody has drawn yet: most pictures are read, made smaller and written without a canvas. */
const held = new WeakMap<object, ImageData | Planes>()

/** A frame's pixels or planes as long as it needs no canvas; they are not to be changed. */
const heldBy = (frame: object) => held.get(frame) ?? null

/** Null: its pixels are on its canvas, or held as planes. */
export function heldPixels(frame: object): ImageData | null {
  const one = heldBy(frame)
  return one && 'data' in one ? one : null
}

/** Null: it is not held as planes. */
export function heldPlanes(frame: object): Planes | null {
  const one = heldBy(frame)
  return one && 'layout' in one ? one : null
}

/** Its size, if it needs no canvas. */
export const heldSize = (frame: object): Size | null => heldBy(frame)

export const hold = (frame: object, what: ImageData | Planes): void => void held.set(frame, what)
export const letGoOf = (frame: object): void => void held.delete(frame)
