import type { Rect, Size } from '../../../shared/crop.ts'
import { newCanvas } from '../../raster/canvas.ts'
import { cssOf, rgbOf, veilFor, type Rgb } from '../contrast.ts'
import type { Look } from './look.ts'
import { isRightToLeft } from '../line-breaks.ts'
import { drawText, fitText, loadStyle, setText, shareOf, type Align, type Block } from '../typesetting.ts'

/** A card that is being drawn. */
export interface Card {
  pen: OffscreenCanvasRenderingContext2D
  size: Size
  /** A hundredth of its shorter side: what everything is measured in. */
  unit: number
  /** Where nothing will cover what stands there. */
  safe: Rect
  accent: Rgb
}

export interface Placed {
  block: Block
  x: number
  y: number
}

/** Words and name, where they stand on a card. */
export interface Composed {
  room: Rect
  words: Placed
  author: Placed | null
  rtl: boolean
}

export interface Quote {
  words: string
  author: string
}

/** Letters of the name: smaller beside small words, but never less than a share of their largest. */
const nameSize = { usual: 3.5, least: 0.65, beside: 0.55 }
/** A tall or wide card has room for letters larger than its shorter side says; so much larger at most. */
const taller = 1.3
/** Letters of the words are never smaller, in units, however many there are. */
const leastWords = 1.2
/** A picture behind words is quietened by at least so much. */
const quiet = 0.5

/**
 * Draws a quote in a look: words as large as fits and looks well, the name beneath. `photo`, as large as the card,
 * stands in place of the look's own ground, veiled as far as the words need to be read.
 */
export async function drawQuoteCard(
  quote: Quote,
  look: Look,
  size: Size,
  safe: Rect,
  accent: string | null,
  photo: OffscreenCanvas | null,
): Promise<OffscreenCanvas> {
  await Promise.all([
    loadStyle(look.words, quote.words),
    loadStyle(look.author, quote.author),
    ...(look.sign ? [loadStyle(look.sign.style, look.sign.text)] : []),
  ])
  const { canvas, pen } = newCanvas(size)
  const card: Card = {
    pen,
    size,
    unit: Math.min(size.width, size.height) / 100,
    safe,
    accent: rgbOf(accent ?? look.accent),
  }
  const composed = compose(quote, look, card)
  if (photo) card.pen.drawImage(photo, 0, 0)
  else look.ground(card, composed)
  if (look.panel) look.panel(card, composed)
  else if (photo || look.restless) veil(card, composed, look, photo ? quiet : 0)
  look.before?.(card, composed)
  const { words, author } = composed
  card.pen.fillStyle = cssOf(look.ink(card.accent))
  drawText(card.pen, words.block, words.x, words.y)
  if (author) {
    card.pen.fillStyle = cssOf(photo && !look.panel ? look.ink(card.accent) : look.nameInk(card.accent))
    drawText(card.pen, author.block, author.x, author.y)
  }
  look.after?.(card, composed)
  return canvas
}

/** Where words and name stand: one above the other, together at the top, the middle or the bottom of their room. */
function compose({ words, author }: Quote, look: Look, { unit, safe, size }: Card): Composed {
  const rtl = isRightToLeft(words)
  const [top, end, bottom, start] = look.pad({ wide: size.width > 1.15 * size.height, unit, size, safe })
  // What stands where reading begins does so on the other side, too.
  const [right, left] = rtl && look.turns ? [start, end] : [end, start]
  const room: Rect = {
    x: safe.x + left * unit,
    y: safe.y + top * unit,
    width: safe.width - (left + right) * unit,
    height: safe.height - (top + bottom) * unit,
  }
  const { align } = look
  const letter = Math.min(Math.sqrt(size.width * size.height) / 100, taller * unit)
  const head = (look.head ?? 0) * unit
  const gap = look.gap * unit
  const nameAt = (letters: number) => setText(author, look.author, letters, room.width, align.author)
  // The name is set first, at its largest: the words have what is left.
  const most = (look.name ?? nameSize.usual) * letter
  const reserved = author ? nameAt(most).height + gap : 0
  const block = fitText(
    words,
    look.words,
    { width: room.width, height: Math.max(unit, room.height - head - reserved) },
    { least: leastWords * unit, most: look.most * letter },
    align.words,
  )
  const letters = Math.min(most, Math.max(nameSize.least * most, nameSize.beside * block.size))
  const name = author ? nameAt(letters) : null
  const height = head + block.height + (name ? gap + name.height : 0)
  const y = room.y + look.vertical * Math.max(0, room.height - height) + head
  const along = (width: number, side: Align) => room.x + shareOf(side, rtl) * (room.width - width)
  return {
    room,
    words: { block, x: along(block.width, align.words), y },
    author: name && { block: name, x: along(name.width, align.author), y: y + block.height + gap },
    rtl,
  }
}

/** As much of the look's own colour over the ground as its words need. */
function veil({ pen, size, accent }: Card, { room }: Composed, look: Look, least: number): void {
  const { pen: small } = newCanvas({ width: 64, height: 64 })
  small.drawImage(pen.canvas, room.x, room.y, room.width, room.height, 0, 0, 64, 64)
  const { data } = small.getImageData(0, 0, 64, 64)
  const colour = rgbOf(look.veil)
  const needed = veilFor(data, look.ink(accent), colour) ?? 1
  pen.fillStyle = cssOf(colour, Math.max(least, needed))
  pen.fillRect(0, 0, size.width, size.height)
}
