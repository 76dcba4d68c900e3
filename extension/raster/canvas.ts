import type { Size } from '../../shared/crop.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'

export interface Drawing {
  canvas: OffscreenCanvas
  pen: OffscreenCanvasRenderingContext2D
}

/** An empty canvas whose pixels lie where they are soon read. Throws UnfitFile where there is no memory for it. */
export function newCanvas(
  { width, height }: Size,
  colorSpace: PredefinedColorSpace = 'srgb',
  alpha = true,
): Drawing {
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d', { colorSpace, alpha, willReadFrequently: true })
  if (!pen) throw tooLarge()
  pen.imageSmoothingQuality = 'high'
  return { canvas, pen }
}

/** The pen of a canvas that is there. Throws UnfitFile where there is no memory for it. */
export function penOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext('2d')
  if (!pen) throw tooLarge()
  return pen
}

export const tooLarge = () =>
  new UnfitFile(
    'This picture is too large for the memory of this browser. Close other tabs, or try a smaller picture.',
  )
