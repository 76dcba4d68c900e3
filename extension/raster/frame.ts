import { newCanvas } from './canvas.ts'
import { hold, letGoOf } from './held.ts'
import type { Frame } from './picture.ts'

/** A frame of these pixels; its canvas is made when somebody asks for it, to draw on it. */
export function frameOf(pixels: ImageData, durationMs: number, alpha: boolean): Frame {
  const frame: Frame = {
    durationMs,
    get canvas() {
      const { canvas, pen } = newCanvas(pixels, pixels.colorSpace, alpha)
      pen.putImageData(pixels, 0, 0)
      Object.defineProperty(frame, 'canvas', { value: canvas, writable: true, enumerable: true })
      letGoOf(frame)
      return canvas
    },
  }
  hold(frame, pixels)
  return frame
}
