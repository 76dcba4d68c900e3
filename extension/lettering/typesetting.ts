import { breakLines, isRightToLeft, partsWords, type Measure } from './line-breaks.ts'
import { cssFont, loadFace, type Face } from './typefaces.ts'

/** How words are set. */
export interface Style extends Face {
  /** From one line to the next, by the size of the letters. */
  leading: number
  /** Room between letters, by their size. */
  tracking?: number
  capitals?: boolean
}

/** By how it is read, or by the side itself. */
export type Align = 'start' | 'center' | 'end' | 'left' | 'right'

/** One line of a block: where its words begin, from the block's upper left corner, in pixels. */
interface Line {
  words: string
  rtl: boolean
  x: number
  /** Of the line the letters stand on. */
  baseline: number
  /** Where its ink begins, and how wide it is. */
  left: number
  width: number
}

/** Words in their lines; width and height are those of the ink alone, so that nothing of it is ever cut. */
export interface Block {
  style: Style
  /** Pixels. */
  size: number
  lines: readonly Line[]
  width: number
  height: number
}

type Pen = OffscreenCanvasRenderingContext2D

let ruler: Pen | null = null

/** A pen that only measures. */
function measuring(): Pen {
  ruler ??= new OffscreenCanvas(1, 1).getContext('2d')
  if (!ruler) throw new Error('This browser has no memory left to draw with.')
  return ruler
}

/** Letters that are joined, or know no slant: they are set neither apart nor slanted. */
const upright = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u

function take(pen: Pen, style: Style, size: number, words: string): void {
  const plain = upright.test(words)
  pen.font = cssFont(plain ? { ...style, italic: false } : style, size)
  pen.letterSpacing = `${plain ? 0 : (style.tracking ?? 0) * size}px`
  pen.fontKerning = 'normal'
  pen.textRendering = 'geometricPrecision'
  pen.textAlign = 'left'
  pen.textBaseline = 'alphabetic'
  pen.direction = isRightToLeft(words) ? 'rtl' : 'ltr'
}

/** Letters are measured this large: their width grows with their size. */
const measured = 200

/** The width of words by the size of their letters. */
function measureOf(style: Style): Measure {
  const known = new Map<string, number>()
  return (words) => {
    const before = known.get(words)
    if (before !== undefined) return before
    const pen = measuring()
    take(pen, style, measured, words)
    const ink = pen.measureText(words)
    const width = Math.max(ink.width, ink.actualBoundingBoxRight) + Math.max(0, ink.actualBoundingBoxLeft)
    known.set(words, width / measured)
    return width / measured
  }
}

const cased = (text: string, { capitals }: Style) => (capitals ? text.toLocaleUpperCase() : text)

/** Reads what is needed of the typeface for these words. */
export const loadStyle = (style: Style, text: string): Promise<void> => loadFace(style, cased(text, style))

/** Sets words at a size (pixels), in lines no wider than the room. `loadStyle` comes first. */
export function setText(text: string, style: Style, size: number, room: number, align: Align): Block {
  const measure = measureOf(style)
  return settle(breakLines(cased(text, style), room / size, measure), style, size, align)
}

function settle(words: readonly string[], style: Style, size: number, align: Align): Block {
  const pen = measuring()
  const inks = words.map((line) => {
    const rtl = isRightToLeft(line)
    take(pen, style, size, line)
    const ink = pen.measureText(line)
    // The room after the last letter is none of the ink, but is counted in its width.
    return {
      line,
      rtl,
      left: ink.actualBoundingBoxLeft,
      right: ink.actualBoundingBoxRight,
      up: ink.actualBoundingBoxAscent,
      down: ink.actualBoundingBoxDescent,
    }
  })
  const step = style.leading * size
  const width = Math.max(0, ...inks.map(({ left, right }) => left + right))
  const top = Math.min(...inks.map(({ up }, at) => at * step - up))
  const bottom = Math.max(...inks.map(({ down }, at) => at * step + down))
  const lines = inks.map(({ line, rtl, left, right }, at) => {
    const spare = width - left - right
    const from = shareOf(align, rtl) * spare
    return { words: line, rtl, x: left + from, baseline: at * step - top, left: from, width: left + right }
  })
  return { style, size, lines, width, height: bottom - top }
}

/** How much of the room that is left stands before words that are so aligned: 0, half, or 1. */
export function shareOf(align: Align, rtl: boolean): number {
  if (align === 'center') return 0.5
  if (align === 'left' || align === 'right') return align === 'right' ? 1 : 0
  return (align === 'end') !== rtl ? 1 : 0
}

/** Halvings of the search for the largest size that fits. */
const halvings = 12

/**
 * Sets words as large as fits a room (pixels), between two sizes; words are parted only where even the smallest size
 * leaves no other way. At the least size it may stay too high: the caller decides how small is too small.
 */
export function fitText(
  text: string,
  style: Style,
  room: { width: number; height: number },
  sizes: { least: number; most: number },
  align: Align,
): Block {
  const shown = cased(text, style)
  const measure = measureOf(style)
  const at = (size: number) => settle(breakLines(shown, room.width / size, measure), style, size, align)
  const fits = (size: number) => {
    if (partsWords(shown, room.width / size, measure)) return false
    const { width, height } = at(size)
    return width <= room.width && height <= room.height
  }
  if (fits(sizes.most)) return at(sizes.most)
  let [small, large] = [sizes.least, sizes.most]
  for (let half = 0; half < halvings; half++) {
    const middle = (small + large) / 2
    if (fits(middle)) small = middle
    else large = middle
  }
  return at(small)
}

/** Draws a block's words with its upper left corner at x, y: filled, or with their outline. */
export function drawText(
  pen: Pen,
  block: Block,
  x: number,
  y: number,
  how: 'fill' | 'stroke' = 'fill',
): void {
  for (const { words, x: from, baseline } of block.lines) {
    if (!words) continue
    take(pen, block.style, block.size, words)
    if (how === 'fill') pen.fillText(words, x + from, y + baseline)
    else pen.strokeText(words, x + from, y + baseline)
  }
}
