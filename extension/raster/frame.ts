import { newCanvas } from './canvas.ts'
import { hold, letGoOf } from './held.ts'
import type { Frame } from './picture.ts'
import { drawPlanes, type Planes } from './planes.ts'

/** A frame of these pixels; its canvas is made when somebody asks for it, to draw on it. */
export const frameOf = (pixels: ImageData, durationMs: number, alpha: boolean): Frame =>
  heldFrame(pixels, durationMs, () => drawPixels(pixels, alpha))

/** The same of planes, in sRGB. */
export const frameOfPlanes = (planes: Planes): Frame => heldFrame(planes, 0, () => drawPlanes(planes))

function heldFrame(what: ImageData | Planes, durationMs: number, drawn: () => OffscreenCanvas): Frame {
  const frame: Frame = {
    durationMs,
    get canvas() {
      const canvas = drawn()
      Object.defineProperty(frame, 'canvas', { value: canvas, writable: true, enumerable: true })
      letGoOf(frame)
      return canvas
    },
  }
  hold(frame, what)
  return frame
}

function drawPixels(pixels: ImageData, alpha: boolean): OffscreenCanvas {
  const { canvas, pen } = newCanvas(pixels, pixels.colorSpace, alpha)
  pen.putImageData(pixels, 0, 0)
  return canvas
}
