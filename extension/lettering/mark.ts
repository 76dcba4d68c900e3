import type { Rect, Size } from '../../shared/crop.ts'
import type { Point } from '../../shared/fields.ts'
import { turnedSize } from '../../shared/place.ts'
import { newCanvas, penOf } from '../raster/canvas.ts'
import { black, cssOf, inkOn, luminance, rgbOf, white } from './contrast.ts'
import { decode } from '../codecs/decode.ts'
import { sizeOf, type Picture } from '../raster/picture.ts'
import { resizePicture } from '../raster/resize.ts'
import { drawText, loadStyle, setText, type Style } from './typesetting.ts'

/** What is put on a picture, drawn once at the size it has there. */
export interface Mark {
  size: Size
  canvas: OffscreenCanvas
  /** Pixels of the canvas around it, on every side, into which a shadow may reach. */
  around: number
}

/** Settles how large a mark of this shape (width by height) is, in pixels. */
export type SizeFor = (aspect: number) => Size

export type Backing = 'shadow' | 'outline' | 'plate' | 'none'

/** By the size of the letters: how far each way of keeping words readable reaches around them. */
const reach = {
  none: { x: 0, y: 0 },
  shadow: { x: 0, y: 0 },
  outline: { x: 0.06, y: 0.06 },
  plate: { x: 0.55, y: 0.4 },
} as const

/** Letters are set this large to learn their shape. */
const set = 200

/** A shadow is spread no wider, in pixels: a letter as large as a picture needs no more. */
const mostSoft = 200

/** Words as a mark: as wide as asked from the first ink to the last. */
export async function textMark(
  text: string,
  style: Style,
  color: string,
  backing: Backing,
  sizeFor: SizeFor,
): Promise<Mark> {
  await loadStyle(style, text)
  const shape = setText(text, style, set, Infinity, 'center')
  const more = reach[backing]
  const whole = { width: shape.width + 2 * more.x * set, height: shape.height + 2 * more.y * set }
  const size = sizeFor(whole.width / whole.height)
  const letters = (set * size.width) / whole.width
  const block = setText(text, style, letters, Infinity, 'center')
  const soft = Math.min(letters, 0.12 * Math.max(size.width, size.height), mostSoft)
  const around = Math.ceil(backing === 'shadow' ? soft : 2)
  const { canvas, pen } = newCanvas({ width: size.width + 2 * around, height: size.height + 2 * around })
  const at = { x: around + (size.width - block.width) / 2, y: around + (size.height - block.height) / 2 }
  const ink = rgbOf(color)
  const behind = inkOn(ink)

  if (backing === 'plate') {
    pen.fillStyle = cssOf(behind, 0.78)
    pen.beginPath()
    pen.roundRect(around, around, size.width, size.height, 0.3 * letters)
    pen.fill()
  }
  if (backing === 'outline') {
    pen.strokeStyle = cssOf(behind)
    pen.lineWidth = 2 * more.x * letters
    pen.lineJoin = 'round'
    drawText(pen, block, at.x, at.y, 'stroke')
  }
  pen.fillStyle = color
  if (backing === 'shadow') {
    // Close to the letters for their edges, wide for a restless ground.
    pen.shadowColor = cssOf(luminance(ink) > 0.18 ? black : white, 0.8)
    for (const blur of [0.5, 0.22, 0.1]) {
      pen.shadowBlur = blur * soft
      drawText(pen, block, at.x, at.y)
    }
    pen.shadowColor = 'transparent'
  }
  drawText(pen, block, at.x, at.y)
  return { size, canvas, around }
}

/** A picture as a mark. Throws UnfitFile. */
export async function logoMark(file: Blob, sizeFor: SizeFor): Promise<Mark> {
  const logo = await decode(new File([file], 'The logo', { type: file.type }))
  const { width, height } = sizeOf(logo)
  const size = sizeFor(width / height)
  const { frames } = await resizePicture(logo, size)
  return { size, canvas: frames[0].canvas, around: 0 }
}

/** Puts a mark on every frame of a picture, its middle at each of these places (pixels), turned to the right. */
export function stamp(
  picture: Picture,
  mark: Mark,
  middles: readonly Point[],
  degrees: number,
  opacity: number,
): Picture {
  // Turned once, not at every place; and in whole pixels, so that it stays sharp.
  const drawn = degrees % 360 === 0 ? mark.canvas : turned(mark.canvas, degrees)
  for (const { canvas } of picture.frames) {
    const pen = penOf(canvas)
    pen.save()
    pen.globalAlpha = opacity
    for (const { x, y } of middles)
      pen.drawImage(drawn, Math.round(x - drawn.width / 2), Math.round(y - drawn.height / 2))
    pen.restore()
  }
  return { ...picture, untouched: false }
}

function turned(from: OffscreenCanvas, degrees: number): OffscreenCanvas {
  const { canvas, pen } = newCanvas(turnedSize(from, degrees))
  pen.translate(canvas.width / 2, canvas.height / 2)
  pen.rotate((degrees * Math.PI) / 180)
  pen.drawImage(from, -from.width / 2, -from.height / 2)
  return canvas
}

export const middleOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 })
