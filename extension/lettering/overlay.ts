import type { Rect, Size } from '../../shared/crop.ts'
import { newCanvas, penOf } from '../raster/canvas.ts'
import { black, contrast, cssOf, readable, veilFor, white, type Rgb } from './contrast.ts'
import { sizeOf, type Picture } from '../raster/picture.ts'
import { drawText, type Block } from './typesetting.ts'

/** What lies between a picture and the words on it. */
export type Ground = 'gradient' | 'plate' | 'shadow' | 'none'

/** A headline and a line below it, set for a picture. */
export interface Words {
  headline: Block
  line: Block | null
  /** Pixels between the two. */
  gap: number
  /** Their common box. */
  size: Size
}

/** Where the words of a box begin: a share of the spare room across. */
export type Side = 0 | 0.5 | 1

export function wordsOf(headline: Block, line: Block | null): Words {
  const gap = line ? 0.55 * headline.size : 0
  return {
    headline,
    line,
    gap,
    size: {
      width: Math.ceil(Math.max(headline.width, line?.width ?? 0)),
      height: Math.ceil(headline.height + gap + (line?.height ?? 0)),
    },
  }
}

/** A plate reaches so far around its words, by the size of the headline's letters. */
export const platePadding = { x: 0.75, y: 0.6 } as const

/** How strongly a ground of each colour would have to lie there: the thinner one wins. */
interface Choice {
  ink: Rgb
  veil: Rgb
  alpha: number
}

/** Light words on a dark veil or dark ones on a light veil, whichever hides less of the picture. */
export function inkFor(picture: Picture, at: Rect, wanted: Rgb | null): Choice {
  const below = pixelsUnder(picture, at)
  const choices = (wanted ? [wanted] : [white, black]).map((ink): Choice => {
    const veil = contrast(ink, black) >= contrast(ink, white) ? black : white
    return { ink, veil, alpha: veilFor(below, ink, veil, readable) ?? 1 }
  })
  return choices.reduce((best, next) => (next.alpha < best.alpha - liked ? next : best))
}

/** Light words look better on most pictures: dark ones must hide so much less of it to be chosen. */
const liked = 0.15

/** Samples along each side: enough to find a bright window behind a word. */
const samples = 96

/** What lies there, of every frame of what moves: RGBA. */
function pixelsUnder({ frames }: Picture, at: Rect): Uint8ClampedArray {
  const side = { width: Math.min(samples, at.width), height: Math.min(samples, at.height) }
  const seen = frames.filter((_, index) => index % Math.ceil(frames.length / 12) === 0)
  const all = new Uint8ClampedArray(seen.length * side.width * side.height * 4)
  for (const [index, { canvas }] of seen.entries()) {
    const { pen } = newCanvas(side)
    pen.drawImage(canvas, at.x, at.y, at.width, at.height, 0, 0, side.width, side.height)
    all.set(pen.getImageData(0, 0, side.width, side.height).data, index * side.width * side.height * 4)
  }
  return all
}

/** Draws words on every frame: what lies behind them first. */
export function drawWords(
  picture: Picture,
  words: Words,
  at: Rect,
  side: Side,
  ground: Ground,
  choice: Choice,
): Picture {
  const size = sizeOf(picture)
  for (const { canvas } of picture.frames) {
    const pen = penOf(canvas)
    pen.save()
    layGround(pen, size, words, at, ground, choice)
    pen.fillStyle = cssOf(choice.ink)
    if (ground === 'shadow') {
      pen.shadowColor = cssOf(choice.veil, 0.75)
      for (const blur of [0.35, 0.1]) {
        pen.shadowBlur = blur * words.headline.size
        put(pen, words, at, side)
      }
      pen.shadowColor = 'transparent'
    }
    put(pen, words, at, side)
    pen.restore()
  }
  return { ...picture, untouched: false }
}

function put(
  pen: OffscreenCanvasRenderingContext2D,
  { headline, line, gap, size }: Words,
  at: Rect,
  side: Side,
): void {
  const x = at.x + (at.width - size.width) / 2
  const y = at.y + (at.height - size.height) / 2
  drawText(pen, headline, x + side * (size.width - headline.width), y)
  if (line) drawText(pen, line, x + side * (size.width - line.width), y + headline.height + gap)
}

/** A veil is a little thicker than it must be: what is measured is only sampled. */
const surely = 0.04

function layGround(
  pen: OffscreenCanvasRenderingContext2D,
  picture: Size,
  { headline }: Words,
  at: Rect,
  ground: Ground,
  { veil, alpha }: Choice,
): void {
  if (ground === 'none' || ground === 'shadow') return
  const strength = Math.min(1, alpha + surely)
  if (ground === 'plate') {
    pen.fillStyle = cssOf(veil, Math.max(strength, 0.62))
    pen.beginPath()
    pen.roundRect(at.x, at.y, at.width, at.height, 0.3 * headline.size)
    pen.fill()
    return
  }
  // Even where the words stand and out to the nearer edge, then fading over the picture.
  const fade = Math.max(0.8 * at.height, 0.12 * picture.height)
  const least = Math.max(strength, 0.25)
  const [top, bottom] = [at.y - 0.25 * headline.size, at.y + at.height + 0.25 * headline.size]
  const middle = (at.y + at.height / 2) / picture.height
  const flow = pen.createLinearGradient(0, 0, 0, picture.height)
  const stop = (y: number, share: number) =>
    flow.addColorStop(Math.min(1, Math.max(0, y / picture.height)), cssOf(veil, share))
  if (middle > 0.36) {
    stop(top - fade, 0)
    stop(top - fade * 0.5, least * 0.45)
    stop(top, least)
  } else stop(0, least)
  if (middle < 0.64) {
    stop(bottom, least)
    stop(bottom + fade * 0.5, least * 0.45)
    stop(bottom + fade, 0)
  } else stop(picture.height, least)
  pen.fillStyle = flow
  pen.fillRect(0, 0, picture.width, picture.height)
}
