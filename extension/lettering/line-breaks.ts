/** The width of words, in whatever unit the room is given in. */
export type Measure = (words: string) => number

/** Scripts that put no space between words: a line may end wherever a word does. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** Signs that stay with what stands before, or after them. */
const closing = /^[\p{Pe}\p{Pf}.,;:!?…%、。，．：；！？・ー]/u
const opening = /[\p{Ps}\p{Pi}¿¡]$/u
const hyphen = /[-\u2010\u2013\u2014/]$/
/** Spaces that hold together what they stand between are none of these. */
const breakingSpace = /^[\t \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\u200b]+$/

/** A word, its punctuation, and whether a space follows. */
interface Piece {
  words: string
  space: boolean
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What may not be parted, in the order it is read. */
function piecesOf(paragraph: string): Piece[] {
  const pieces: Piece[] = []
  let current = ''
  const end = (space: boolean) => {
    if (current) pieces.push({ words: current, space })
    current = ''
  }
  for (const { segment } of words.segment(paragraph)) {
    if (breakingSpace.test(segment)) {
      end(true)
      continue
    }
    const parts =
      current !== '' &&
      !closing.test(segment) &&
      !opening.test(current) &&
      (hyphen.test(current)
        ? /[\p{L}\p{N}]/u.test(segment) && /[\p{L}\p{N}]./u.test(current)
        : unspaced.test(current) || unspaced.test(segment))
    if (parts) end(false)
    current += segment
  }
  end(false)
  return pieces
}

/** A piece that is wider than the room, parted between signs: what a person sees as one letter stays whole. */
function parted(piece: Piece, room: number, measure: Measure): Piece[] {
  if (measure(piece.words) <= room) return [piece]
  const parts: string[] = []
  let current = ''
  for (const { segment } of signs.segment(piece.words)) {
    if (current && measure(current + segment) > room) {
      parts.push(current)
      current = ''
    }
    current += segment
  }
  parts.push(current)
  return parts.map((words, at) => ({ words, space: at === parts.length - 1 && piece.space }))
}

function filled(pieces: readonly Piece[], room: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  let gap = ''
  for (const { words, space } of pieces) {
    if (line && measure(line + gap + words) > room) {
      lines.push(line)
      line = words
    } else line += gap + words
    gap = space ? ' ' : ''
  }
  lines.push(line)
  return lines
}

/** Halvings of the search for the narrowest room. */
const halvings = 12

/**
 * The lines of a text that is to fit a room of this width: as few as can be, and about equally long. A new line of the
 * text stays one; a single word wider than the room is parted.
 */
export function breakLines(text: string, room: number, measure: Measure): string[] {
  return text
    .trim()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((paragraph) => {
      const pieces = piecesOf(paragraph.trim()).flatMap((piece) => parted(piece, room, measure))
      if (pieces.length === 0) return ['']
      const few = filled(pieces, room, measure)
      if (few.length === 1) return few
      let [narrow, wide] = [Math.max(...pieces.map(({ words }) => measure(words))), room]
      for (let half = 0; half < halvings; half++) {
        const middle = (narrow + wide) / 2
        if (filled(pieces, middle, measure).length > few.length) narrow = middle
        else wide = middle
      }
      return filled(pieces, wide, measure)
    })
}

/** Whether a word had to be parted to fit. */
export const partsWords = (text: string, room: number, measure: Measure): boolean =>
  text
    .split(/\s/)
    .flatMap(piecesOf)
    .some(({ words }) => measure(words) > room)

/** Whether a text is read from the right: its first letter says so. */
export function isRightToLeft(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0]
  return letter !== undefined && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(letter)
}
