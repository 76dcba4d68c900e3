import { lookAtFrame } from './frame.ts'
import type { Picture } from './picture.ts'
import type { Rows } from './light.ts'

/** A picture small enough to be looked at as a whole: its first frame, at most `side` pixels a side. */
export const thumbnailOf = ({ frames: [first] }: Picture, side = 256): Rows =>
  lookAtFrame(first, (canvas) => smallOf(canvas, side))

function smallOf(canvas: OffscreenCanvas, side: number): Rows {
  const scale = Math.min(1, side / Math.max(canvas.width, canvas.height))
  const [width, height] = [canvas.width, canvas.height].map((pixels) =>
    Math.max(1, Math.round(pixels * scale)),
  ) as [number, number]
  // What a canvas makes much smaller at once jumps over pixels: thin letters and eyes become chance.
  const by = Math.max(1, Math.min(4, Math.floor(1 / scale)))
  const pen = new OffscreenCanvas(width * by, height * by).getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('This browser has no memory left to draw with.')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(canvas, 0, 0, width * by, height * by)
  const { data } = pen.getImageData(0, 0, width * by, height * by)
  return { width, height, data: by === 1 ? data : averaged(data, width, height, by) }
}

/** Of each square of `by` pixels the mean; what is seen through counts as little as it is seen. */
function averaged(data: Uint8ClampedArray, width: number, height: number, by: number) {
  const made = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let [red, green, blue, alpha] = [0, 0, 0, 0]
      for (let dy = 0; dy < by; dy++)
        for (let dx = 0; dx < by; dx++) {
          const at = ((y * by + dy) * width * by + x * by + dx) * 4
          const seen = data[at + 3]!
          red += data[at]! * seen
          green += data[at + 1]! * seen
          blue += data[at + 2]! * seen
          alpha += seen
        }
      const to = (y * width + x) * 4
      if (alpha > 0) made.set([red / alpha, green / alpha, blue / alpha], to)
      made[to + 3] = alpha / (by * by)
    }
  return made
}
