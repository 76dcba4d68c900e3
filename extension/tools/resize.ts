import { centre, cropFor, smartCrop, type Margins, type Rect, type Size } from '../../shared/crop.ts'
import type { Values } from '../../shared/fields.ts'
import { cutBy } from '../../shared/safe-crop.ts'
import { resizePlan, type ResizePlan } from '../../shared/resize.ts'
import { resize as shared } from '../../shared/tools/resize.ts'
import { pictureTool } from '../codecs/chain.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'
import { sizeOf, type Picture } from '../raster/picture.ts'
import { resizePicture } from '../raster/resize.ts'
import { subjectOf } from '../raster/subject.ts'

/** Another size or shape: the whole picture, or the part of it that matters. */
export const resize = pictureTool(shared, {
  wants(size, values) {
    const { from, to } = planOf(size, values, (shape) => cropFor(size, shape))
    const share = Math.max(to.width / from.width, to.height / from.height)
    return { width: Math.ceil(size.width * share), height: Math.ceil(size.height * share) }
  },
  change: async (picture, values) => {
    const now = sizeOf(picture)
    // It may have been read small; what is asked for is meant of the file as it is.
    const full = picture.untouched ? picture.source : now
    const asksSubject = values['how'] === 'fill' && values['focus'] === 'smart' && !picture.focal
    const subject = asksSubject ? await subjectOf(picture) : { focal: picture.focal ?? centre, parts: [] }
    let cut: string | null = null
    const plan = planOf(full, values, (shape, margins) => {
      const part = smartCrop(subject, full, shape, margins)
      cut = cutBy(subject, full, part)
      return part
    })
    if (cut)
      picture.notes.push(`This shape cuts ${cut}: “Fit with a border” or another size keeps everything.`)
    const { from, to, canvas } = plan
    const grown = to.width / from.width
    if (grown > 1.5 && values['how'] === 'fill')
      picture.notes.push(`Enlarged ${grown.toFixed(1)} times to fill this size: it may look soft.`)
    const whole = from.width === full.width && from.height === full.height
    if (whole && canvas.width === full.width && canvas.height === full.height) return picture
    const [across, down] = [now.width / full.width, now.height / full.height]
    const part = {
      x: from.x * across,
      y: from.y * down,
      width: from.width * across,
      height: from.height * down,
    }
    const resized = await resizePicture(picture, to, part)
    const made = canvas === to ? resized : withBorder(resized, canvas, String(values['background']))
    return { ...made, focal: whole && canvas === to ? picture.focal : null, untouched: false }
  },
})

function planOf(size: Size, values: Values, smart: (shape: Size, margins: Margins) => Rect): ResizePlan {
  try {
    return resizePlan(size, values, smart)
  } catch (cause) {
    throw cause instanceof RangeError ? new UnfitFile(cause.message) : cause
  }
}

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
  return first ? { ...picture, frames: [first, ...later], transparent: false, untouched: false } : picture
}
