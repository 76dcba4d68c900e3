import type { Rect, Size } from './crop.ts'
import type { Part, Subject } from './subject.ts'

/** From this on it is believed that a part is a face, or words; below, most are leaves, stones and fences. */
const believed = { face: 0.84, text: 0.67 } as const

/** What is found on a thumbnail is not exact: a part may reach this much farther than its box, in shares of the box … */
const loose = { face: 0.08, text: 0.03 } as const
/** … and of the longer side of the picture. */
const grain = 1.25 / 256

/**
 * A crop, where no face and no words are cut by it or left out; else the smallest part of the picture that keeps them
 * all: the crop moved along the side on which it cuts, or made longer there.
 */
export function safeCrop(subject: Subject, picture: Size, crop: Rect): Rect {
  const kept = keptOf(subject, picture)
  if (kept.length === 0) return crop
  if (crop.width < picture.width) {
    const [x, width] = stretched(
      crop.x,
      crop.width,
      kept.map((rect) => [rect.x, rect.x + rect.width]),
    )
    return { ...crop, x, width }
  }
  const [y, height] = stretched(
    crop.y,
    crop.height,
    kept.map((rect) => [rect.y, rect.y + rect.height]),
  )
  return { ...crop, y, height }
}

/** Where a stretch begins and how long it is, when all of these are to lie in it. */
function stretched(
  start: number,
  length: number,
  all: readonly (readonly [number, number])[],
): [number, number] {
  const from = Math.min(...all.map(([first]) => first))
  const to = Math.max(...all.map(([, last]) => last))
  return to - from > length ? [from, to - from] : [Math.max(to - length, Math.min(from, start)), length]
}

/** What a crop cuts or leaves out, in a word; null where it keeps every face and all words. */
export function cutBy(subject: Subject, picture: Size, crop: Rect): 'a face' | 'words' | null {
  const edge = grain * Math.max(picture.width, picture.height)
  const isIn = ({ box }: Part) =>
    box.x * picture.width >= crop.x - edge &&
    box.y * picture.height >= crop.y - edge &&
    (box.x + box.width) * picture.width <= crop.x + crop.width + edge &&
    (box.y + box.height) * picture.height <= crop.y + crop.height + edge
  const cut = subject.parts.filter((part) => isBelieved(part) && !isIn(part))
  if (cut.length === 0) return null
  return cut.some(({ kind }) => kind === 'face') ? 'a face' : 'words'
}

/** What must not be cut of a picture, with all that may belong to it, in whole pixels. */
function keptOf({ parts }: Subject, { width, height }: Size): Rect[] {
  const edge = grain * Math.max(width, height)
  return parts.flatMap((part): Rect[] => {
    if (!isBelieved(part)) return []
    const { box, kind } = part
    const across = loose[kind] * box.width * width + edge
    const down = loose[kind] * box.height * height + edge
    const x = Math.max(0, Math.floor(box.x * width - across))
    const y = Math.max(0, Math.floor(box.y * height - down))
    const right = Math.min(width, Math.ceil((box.x + box.width) * width + across))
    const bottom = Math.min(height, Math.ceil((box.y + box.height) * height + down))
    return [{ x, y, width: right - x, height: bottom - y }]
  })
}

type Kept = Part & { kind: 'face' | 'text' }

const isBelieved = (part: Part): part is Kept => part.kind !== 'thing' && part.sure >= believed[part.kind]
