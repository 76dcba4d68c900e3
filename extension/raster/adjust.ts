import { changeRows, toneOf, type Tone } from '../../shared/tone.ts'
import type { Recipe } from '../../shared/recipe.ts'
import { denoise, denoiseMargin, noiseOf } from './denoise.ts'
import { sharpen, sharpenMargin } from './sharpen.ts'
import type { Rows } from './light.ts'

// Rows come and go in bands, so that a large picture is never twice in memory.

const bandPixels = 1_500_000

interface Plan {
  tone: Tone
  denoise: number
  sharpen: number
  noise: number
}

const amountOf = (recipe: Recipe, name: 'denoise' | 'sharpen') =>
  recipe.reduce((sum, one) => (one.do === name ? sum + one.amount : sum), 0)

/** Where rows come from and go to. */
export interface Sheet {
  width: number
  height: number
  /** Rows from `top` on, to be changed in place. */
  read(top: number, count: number): Rows
  /** Puts back `count` of rows that were read, from the one that is `from` of the whole. */
  write(rows: Rows, from: number, count: number): void
}

/**
 * Does what the recipe says to the pixels of a canvas, in place. Noise goes first, as it would be made stronger by
 * what comes after; sharpness comes last.
 */
export function adjustCanvas(canvas: OffscreenCanvas, recipe: Recipe): void {
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('This browser has no memory left to draw with.')
  const { width, height } = canvas
  const tops = new WeakMap<Rows, { image: ImageData; top: number }>()
  const read = (top: number, count: number): Rows => {
    const image = pen.getImageData(0, top, width, count)
    const rows = { width, height: count, data: image.data }
    tops.set(rows, { image, top })
    return rows
  }
  const write = (rows: Rows, from: number, count: number) => {
    const { image, top } = tops.get(rows)!
    pen.putImageData(image, 0, top, 0, from - top, width, count)
  }
  const noise = amountOf(recipe, 'denoise') > 0 ? noiseOf(middleOf(pen, width, height)) : 0
  adjustSheet({ width, height, read, write }, recipe, noise)
}

/**
 * The same with rows from anywhere, so many (an even number) at a time; `noise` is how strong it is in the whole (see `noiseOf`).
 */
export function adjustSheet(
  { width, height, read, write }: Sheet,
  recipe: Recipe,
  noise: number,
  band = Math.max(64, 2 * Math.floor(bandPixels / width / 2)),
): void {
  const plan: Plan = {
    tone: toneOf(recipe),
    denoise: amountOf(recipe, 'denoise'),
    sharpen: amountOf(recipe, 'sharpen'),
    noise,
  }
  const margin = (plan.denoise > 0 ? denoiseMargin : 0) + (plan.sharpen > 0 ? sharpenMargin : 0)
  // The rows above a band have been written already: as they were, they are needed once more.
  let above: Uint8ClampedArray | null = null
  for (let y = 0; y < height; y += band) {
    const top = Math.max(0, y - margin)
    const end = Math.min(height, y + band)
    const rows = read(top, Math.min(height, end + margin) - top)
    if (above) rows.data.set(above)
    const from = Math.max(0, end - margin)
    above = margin > 0 ? rows.data.slice((from - top) * width * 4, (end - top) * width * 4) : null
    adjust(rows, plan, top, height)
    write(rows, y, end - y)
  }
}

/** At most a square of 1,200 pixels of the middle: enough to see how a picture is grained. */
function middleOf(pen: OffscreenCanvasRenderingContext2D, width: number, height: number): Rows {
  const [across, down] = [Math.min(width, 1200), Math.min(height, 1200)]
  return pen.getImageData((width - across) >> 1, (height - down) >> 1, across, down)
}

/** Rows of a picture of `whole` rows, of which the first is row `from`. */
function adjust(rows: Rows, plan: Plan, from: number, whole: number): void {
  if (plan.denoise > 0) denoise(rows, plan.noise, plan.denoise)
  changeRows(rows.data, plan.tone, { width: rows.width, height: rows.height, from, whole })
  if (plan.sharpen > 0) sharpen(rows, plan.sharpen)
}
