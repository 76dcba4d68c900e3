import { cropFor, smartCrop, type Rect, type Size } from '../../shared/crop.ts'
import type { Values } from '../../shared/fields.ts'
import { resizePlan, type ResizePlan } from '../../shared/resize.ts'
import { resize as shared } from '../../shared/tools/resize.ts'
import { pictureTool } from '../raster/chain.ts'
import { sizeOf, UnfitFile, type Picture } from '../raster/picture.ts'
import { resizePicture } from '../raster/resize.ts'
import { subjectOf } from '../raster/subject.ts'

/** Another size or shape: the whole picture, or the part of it that matters. */
export const resize = pictureTool(shared, {
  wants(size, values) {
    const { how } = values
    if (how === 'crop' || how === 'fill' || how === 'stretch') return null
    return resizePlan(size, values, () => ({ x: 0, y: 0, ...size })).to
  },
  async change(picture, values) {
    const size = sizeOf(picture)
    const plan = planOf(size, values, (shape) => smartRect(picture, size, shape))
    const { from, to, canvas } = plan
    const grown = to.width / from.width
    if (grown > 1.5 && values['how'] === 'fill')
      picture.notes.push(`Enlarged ${grown.toFixed(1)} times to fill this size: it may look soft.`)
    const same = from.width === size.width && from.height === size.height
    const unchanged = same && to.width === size.width && to.height === size.height
    const resized = unchanged ? picture : await resizePicture(picture, to, from)
    const bordered = canvas === to ? resized : withBorder(resized, canvas, String(values['background']))
    return { ...bordered, focal: null }
  },
})

function planOf(size: Size, values: Values, smart: (shape: Size) => Rect): ResizePlan {
  try {
    return resizePlan(size, values, smart)
  } catch (cause) {
    throw cause instanceof RangeError ? new UnfitFile(cause.message) : cause
  }
}

/** The place that the person has marked counts more than what is found. */
const smartRect = (picture: Picture, size: Size, shape: Size): Rect =>
  picture.focal ? cropFor(size, shape, picture.focal) : smartCrop(subjectOf(picture), size, shape)

function withBorder(picture: Picture, { width, height }: Size, background: string): Picture {
  const inner = sizeOf(picture)
  const [first, ...later] = picture.frames.map(({ canvas, durationMs }) => {
    const larger = new OffscreenCanvas(width, height)
    const pen = larger.getContext('2d', { colorSpace: picture.colorSpace })
    if (!pen) throw new Error('This browser has no memory left to draw with.')
    pen.fillStyle = background
    pen.fillRect(0, 0, width, height)
    pen.drawImage(canvas, Math.round((width - inner.width) / 2), Math.round((height - inner.height) / 2))
    return { canvas: larger, durationMs }
  })
  return first
    ? { ...picture, frames: [first, ...later], transparent: false, untouched: false }
    : picture
}
