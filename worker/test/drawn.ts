import { encode } from 'fast-png'
import { paths } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { send } from './caller.ts'

type Colour = readonly [number, number, number, number]

/** A picture drawn by a rule, as a PNG. */
export function png(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Colour,
): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) data.set(colourAt(x, y), at)
  return new Uint8Array(encode({ width, height, data, channels: 4, depth: 8 }))
}

/** Red to the left, green to the right, and darker downwards. */
export const scenery = png(300, 200, (x, y) => [
  x < 150 ? 200 - y / 2 : 20,
  x < 150 ? 30 : 180 - y / 2,
  40,
  255,
])
/** Colours that no encoder packs well. */
export const busy = png(320, 240, (x, y) => [
  (x * 37 + y * 91) % 256,
  (x * y) % 256,
  (x * 11) ^ ((y * 7) & 255),
  255,
])
export const logo = png(40, 20, () => [255, 255, 255, 255])

/** Puts a picture into somebody's library. */
export const add = async (token: string, bytes: BodyInit, name = 'harbour') =>
  Asset.parse((await send(`${paths.assets}?name=${name}`, { method: 'POST', body: bytes, token })).json())
