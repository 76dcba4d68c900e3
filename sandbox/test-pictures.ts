import sharp from 'sharp'
import { readPixels, type Pixels } from './pixels.ts'

/** A picture of one colour. */
export function plain(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
}

/** A picture from the inside of an SVG. */
export function drawing(width: number, height: number, body: string): Promise<Buffer> {
  return sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`),
  )
    .png()
    .toBuffer()
}

/** The colour at a place, of anything sharp reads. */
export async function colour(picture: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, width } = await readPixels(picture)
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]
}

/** The greatest difference of any channel within a box; Infinity when the pictures' sizes differ. */
export async function differs(
  a: Uint8Array | Pixels,
  b: Uint8Array | Pixels,
  keep: (x: number, y: number) => boolean = () => true,
): Promise<number> {
  const [one, two] = await Promise.all([a, b].map(async (each) => ('data' in each ? each : readPixels(each))))
  if (!one || !two || one.width !== two.width || one.height !== two.height) return Infinity
  let most = 0
  for (let at = 0; at < one.data.length; at++) {
    const pixel = Math.floor(at / 4)
    if (keep(pixel % one.width, Math.floor(pixel / one.width)))
      most = Math.max(most, Math.abs((one.data[at] ?? 0) - (two.data[at] ?? 0)))
  }
  return most
}

/** Mean red, green and blue, of the whole or of a box. */
export async function meanOf(
  picture: Uint8Array,
  box?: { left: number; top: number; width: number; height: number },
): Promise<[number, number, number]> {
  const part = box ? await sharp(picture).flatten().extract(box).png().toBuffer() : picture
  const [r, g, b] = (await sharp(part).flatten().stats()).channels.map((channel) => channel.mean)
  return [r ?? 0, g ?? 0, b ?? 0]
}
