import type { Rect, Size } from '../../shared/crop.ts'
import { newCanvas } from './canvas.ts'
import { compiled, started } from './codec.ts'
import { sizeOf, type Frame, type Picture } from './picture.ts'
import wasmUrl from './resample.wat?url'
import { startResampler, type Resampler } from './resample.ts'

const resampler = started(async () => startResampler(await compiled(wasmUrl)))

/**
 * The picture at another size, in whole pixels; of it only `crop`, where one is given (in pixels of the picture as it
 * is). Every frame of what moves is made alike.
 */
export async function resizePicture(picture: Picture, size: Size, crop?: Rect): Promise<Picture> {
  const from = crop ?? { x: 0, y: 0, ...sizeOf(picture) }
  const [first, ...later] = await resampler(0, (resample) =>
    picture.frames.map((frame) => resized(frame, size, from, picture, resample)),
  )
  return first ? { ...picture, frames: [first, ...later], untouched: false } : picture
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
  if (from.width === to.width && from.height === to.height)
    pen.drawImage(canvas, from.x, from.y, to.width, to.height, 0, 0, to.width, to.height)
  else
    resample({
      from,
      to,
      read(top, rows) {
        const { data } = source.getImageData(from.x, from.y + top, from.width, rows, { colorSpace })
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
