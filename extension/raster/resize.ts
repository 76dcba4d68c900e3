import type { Rect, Size } from '../../shared/crop.ts'
import { newCanvas } from './canvas.ts'
import { compiled, started } from './codec.ts'
import { sizeOf, type Frame, type Picture } from './picture.ts'
import wasmUrl from './resample.wat?url'
import { startResampler, type Resampler } from './resample.ts'

const resampler = started(async () => startResampler(await compiled(wasmUrl)))

/**
 * The picture at another size, in whole pixels; of it only `crop`, where one is given (in pixels of the picture as it
 * is, and parts of them). Every frame of what moves is made alike.
 */
export async function resizePicture(picture: Picture, size: Size, crop?: Rect): Promise<Picture> {
  const from = crop ? snapped(crop) : { x: 0, y: 0, ...sizeOf(picture) }
  const [first, ...later] = await resampler(0, (resample) =>
    picture.frames.map((frame) => resized(frame, size, from, picture, resample)),
  )
  return first ? { ...picture, frames: [first, ...later], untouched: false } : picture
}

/** What is a whole number but for the last digits of a division is one. */
function snapped({ x, y, width, height }: Rect): Rect {
  const snap = (value: number) => (Math.abs(value - Math.round(value)) < 1e-6 ? Math.round(value) : value)
  return { x: snap(x), y: snap(y), width: snap(width), height: snap(height) }
}

function resized(
  { canvas, durationMs }: Frame,
  to: Size,
  from: Rect,
  { colorSpace, transparent }: Picture,
  resample: Resampler,
): Frame {
  const { canvas: made, pen } = newCanvas(to, colorSpace, transparent)
  const source = canvas.getContext('2d')
  if (!source) throw new Error('This browser has no memory left to draw with.')
  const [x, y] = [Math.floor(from.x), Math.floor(from.y)]
  const covered = {
    width: Math.min(canvas.width, Math.ceil(from.x + from.width)) - x,
    height: Math.min(canvas.height, Math.ceil(from.y + from.height)) - y,
  }
  const asItIs = [covered, from].every(({ width, height }) => width === to.width && height === to.height)
  if (asItIs) pen.drawImage(canvas, x, y, to.width, to.height, 0, 0, to.width, to.height)
  else
    resample({
      from: covered,
      part: { x: from.x - x, y: from.y - y, width: from.width, height: from.height },
      to,
      read(top, rows) {
        const { data } = source.getImageData(x, y + top, covered.width, rows, { colorSpace })
        if (transparent) multiply(data)
        return data
      },
      write(top, data) {
        if (transparent) divide(data)
        const rows = data.length / 4 / to.width
        pen.putImageData(new ImageData(data, to.width, rows, { colorSpace }), 0, top)
      },
    })
  return { canvas: made, durationMs }
}

/** Colours times how opaque they are: what is not seen must not shine through where pixels are mixed. */
function multiply(data: Uint8ClampedArray): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!
    if (alpha === 255) continue
    for (let c = 0; c < 3; c++) data[at + c] = (data[at + c]! * alpha) / 255
  }
}

function divide(data: Uint8ClampedArray): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!
    if (alpha === 255 || alpha === 0) continue
    for (let c = 0; c < 3; c++) data[at + c] = (data[at + c]! * 255) / alpha
  }
}
