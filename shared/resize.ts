import { centre, cropFor, fitInside, noMargins, rectOf, type Margins, type Rect, type Size } from './crop.ts'
import { Box, Point, type Values } from './fields.ts'
import { placementOf } from './platforms.ts'
import { longestSide } from './tools/resize.ts'

/** How a picture gets its new size: what of it is drawn where. */
export interface ResizePlan {
  /** What is taken of the picture, in its pixels. */
  from: Rect
  /** How large that is drawn. */
  to: Size
  /** The whole of what is made; larger than `to` where there is a border around it. */
  canvas: Size
}

/**
 * What the fields of the tool "resize" mean for a picture of that size. `smart` says which part of that shape keeps
 * what matters within the margins; it is asked only where it counts. Throws RangeError with a sentence for the person.
 */
export function resizePlan(
  picture: Size,
  values: Values,
  smart: (shape: Size, margins: Margins) => Rect,
): ResizePlan {
  const how = values['how']
  const whole: Rect = { x: 0, y: 0, ...picture }
  if (how === 'percent') return plain(whole, within(scaled(picture, Number(values['percent']) / 100)))
  if (how === 'crop') {
    const from = rectOf(Box.parse(values['crop']), picture)
    return plain(from, isSized(values) ? nearly(from, frameOf(from, values)) : within(from))
  }
  if (!isSized(values)) throw new RangeError('Say how wide or how high the picture is to be.')
  const frame = frameOf(picture, values)
  const enlarge = values['enlarge'] === true
  if (how === 'stretch') return plain(whole, frame)
  if (how === 'fill') {
    const from =
      values['focus'] === 'smart'
        ? smart(frame, presetOf(values)?.margins ?? noMargins)
        : cropFor(picture, frame, values['focus'] === 'point' ? Point.parse(values['focal']) : centre)
    return plain(from, frame)
  }
  const to = fitInside(picture, frame, enlarge)
  return how === 'pad' ? { from: whole, to, canvas: frame } : plain(whole, to)
}

const plain = (from: Rect, to: Size): ResizePlan => ({ from, to, canvas: to })

/** A part cut out for a size has its shape, but for what is lost to whole pixels. */
function nearly(from: Size, frame: Size): Size {
  const inside = fitInside(from, frame, true)
  const lost = Math.max(frame.width - inside.width, frame.height - inside.height)
  return lost <= 0.01 * Math.max(frame.width, frame.height) ? frame : inside
}

/** The slot whose size is asked for; null: a size of the person's own. */
const presetOf = ({ placement }: Values) =>
  placement === undefined || placement === 'own' ? null : placementOf(String(placement))

const isSized = (values: Values) =>
  presetOf(values) !== null || values['width'] !== undefined || values['height'] !== undefined

/** The size that is asked for; the side that is left open follows from the other. */
function frameOf(picture: Size, values: Values): Size {
  const preset = presetOf(values)
  if (preset) return preset.size
  const { width, height } = values
  const ratio = picture.width / picture.height
  return within({
    width: Number(width ?? Math.round(Number(height) * ratio)),
    height: Number(height ?? Math.round(Number(width) / ratio)),
  })
}

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: Math.round(width * scale),
  height: Math.round(height * scale),
})

/** At least a pixel, and no side longer than can be made. */
function within({ width, height }: Size): Size {
  if (Math.max(width, height) > longestSide)
    throw new RangeError(
      `That would be ${width.toLocaleString('en')} x ${height.toLocaleString('en')} pixels; no side may be longer than ${longestSide.toLocaleString('en')}.`,
    )
  return { width: Math.max(1, width), height: Math.max(1, height) }
}
