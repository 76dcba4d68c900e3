import { newCanvas } from './canvas.ts'
import { hold, letGoOf } from './held.ts'
import type { Frame } from './picture.ts'
import { drawPlanes, type Planes } from './planes.ts'

/** A frame of these pixels; its canvas is made when somebody asks for it, to draw on it. */
export function frameOf(pixels: ImageData, durationMs: number, alpha: boolean): Frame {
  return heldFrame(pixels, durationMs, () => {
    const { canvas, pen } = newCanvas(pixels, pixels.colorSpace, alpha)
    pen.putImageData(pixels, 0, 0)
    return canvas
  })
}

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
