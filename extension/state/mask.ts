import type { Asset } from '../../shared/assets.ts'

/** A stroke of the brush or a filled rectangle; all numbers are pixels of the picture. */
export type Mark =
  | { kind: 'stroke'; width: number; points: readonly (readonly [x: number, y: number])[] }
  | { kind: 'box'; x: number; y: number; width: number; height: number }

const prefix = 'Mask of '

/** What a mask is called in the library. */
export const maskName = (picture: string) => `${prefix}${picture}`.slice(0, 196)

/** Whether this was painted over a picture here: it stands in no list, because nobody looks for it. */
export const isMask = ({ name, origin }: Pick<Asset, 'name' | 'origin'>) =>
  origin === 'upload' && name.startsWith(prefix)

/** What a canvas must offer to be painted on. */
export type Surface = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
>

/** Paints the marks in one colour. The surface is scaled so that its units are the picture's pixels. */
export function paint(on: Surface, marks: readonly Mark[], colour: string): void {
  on.fillStyle = colour
  on.strokeStyle = colour
  on.lineCap = 'round'
  on.lineJoin = 'round'
  for (const mark of marks) {
    if (mark.kind === 'box') {
      on.fillRect(mark.x, mark.y, mark.width, mark.height)
      continue
    }
    const [first, ...others] = mark.points
    if (!first) continue
    on.lineWidth = mark.width
    on.beginPath()
    on.moveTo(first[0], first[1])
    // A dab is a line to where it began: its round ends make a disc.
    for (const [x, y] of others.length > 0 ? others : [first]) on.lineTo(x, y)
    on.stroke()
  }
}

/** The mask as a PNG of the picture's own size: white is to be changed, black is kept. */
export function maskOf(marks: readonly Mark[], width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const on = canvas.getContext('2d')
  if (!on) throw new Error('This browser gives no canvas to draw the mask on.')
  on.fillStyle = '#000'
  on.fillRect(0, 0, width, height)
  paint(on, marks, '#fff')
  return canvas.convertToBlob({ type: 'image/png' })
}

/** A rectangle in percent of the picture, as whole pixels within it. */
export function boxOf(
  percent: { left: number; top: number; width: number; height: number },
  width: number,
  height: number,
): Mark {
  const within = (value: number) => Math.min(100, Math.max(0, value)) / 100
  const x = Math.round(within(percent.left) * width)
  const y = Math.round(within(percent.top) * height)
  return {
    kind: 'box',
    x,
    y,
    width: Math.min(width - x, Math.round(within(percent.width) * width)),
    height: Math.min(height - y, Math.round(within(percent.height) * height)),
  }
}
