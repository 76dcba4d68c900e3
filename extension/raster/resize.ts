import type { Rect, Size } from '../../shared/crop.ts'
import { newCanvas, tooLarge } from './canvas.ts'
import { cut } from './changed-part.ts'
import { compiled, started } from './wasm.ts'
import { frameOf } from './frame.ts'
import { heldPixels, heldPlanes, heldSize } from './held.ts'
import { sizeOf, type Frame, type Picture } from './picture.ts'
import wasmUrl from './resample.wat?url'
import { sheetsOf } from './planes.ts'
import { startResampler, type Resampler, type Sheet } from './resample.ts'

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

function resized(frame: Frame, to: Size, from: Rect, picture: Picture, resample: Resampler): Frame {
  const { colorSpace, transparent } = picture
  const planes = heldPlanes(frame)
  const sheets = planes && colorSpace === 'srgb' ? sheetsOf(planes, from) : sheetOf(frame, from, picture)
  const [{ from: covered, part }] = sheets
  const asItIs = [covered, part].every(({ width, height }) => width === to.width && height === to.height)
  if (asItIs && sheets.length === 1) {
    const { canvas, pen } = newCanvas(to, colorSpace, transparent)
    const [x, y] = [Math.floor(from.x), Math.floor(from.y)]
    pen.drawImage(frame.canvas, x, y, to.width, to.height, 0, 0, to.width, to.height)
    return { canvas, durationMs: frame.durationMs }
  }
  const made = new Uint8ClampedArray(to.width * to.height * 4)
  resample({
    sheets,
    to,
    write(top, rows) {
      if (transparent) divide(rows)
      made.set(rows, top * to.width * 4)
    },
  })
  return frameOf(new ImageData(made, to.width, to.height, { colorSpace }), frame.durationMs, transparent)
}

/** A part of a frame as RGBA. */
function sheetOf(frame: Frame, from: Rect, { colorSpace, transparent }: Picture): readonly [Sheet] {
  const full = heldSize(frame) ?? frame.canvas
  const [x, y] = [Math.floor(from.x), Math.floor(from.y)]
  const width = Math.min(full.width, Math.ceil(from.x + from.width)) - x
  const height = Math.min(full.height, Math.ceil(from.y + from.height)) - y
  let copy: ReadInto | null = null
  return [
    {
      bytes: 4,
      from: { width, height },
      part: { x: from.x - x, y: from.y - y, width: from.width, height: from.height },
      read(top, into) {
        copy ??= copierOf(frame, colorSpace)
        copy({ x, y: y + top, width, height: into.length / (width * 4) }, into)
        if (transparent) multiply(into)
      },
    },
  ]
}

type ReadInto = (part: Rect, into: Uint8ClampedArray<ArrayBuffer>) => void

/** Copies parts of a frame. */
function copierOf(frame: Frame, colorSpace: PredefinedColorSpace): ReadInto {
  const held = heldPixels(frame)
  if (held && held.colorSpace === colorSpace) return (part, into) => cut(held, part, into)
  const pen = frame.canvas.getContext('2d')
  if (!pen) throw tooLarge()
  return ({ x, y, width, height }, into) =>
    into.set(pen.getImageData(x, y, width, height, { colorSpace }).data)
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
