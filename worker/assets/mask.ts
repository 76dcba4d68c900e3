import { decode, encode, type DecodedPng } from 'fast-png'

/** Samples of less than a byte (1, 2 or 4 bits) lie packed in rows that end on a whole byte: one a byte again. */
function unpacked({ width, height, data, depth }: DecodedPng): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8)
  const samples = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const bit = x * depth
      const byte = data[y * rowBytes + (bit >> 3)]!
      samples[y * width + x] = (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1)
    }
  return samples
}

/** How white each pixel is, 0 to 255; what is transparent is not. */
function whiteness(png: DecodedPng): Uint8Array {
  const { width, height, channels, depth, palette } = png
  const samples = depth < 8 ? unpacked(png) : png.data
  const full = 2 ** depth - 1
  const white = new Uint8Array(width * height)
  for (let pixel = 0; pixel < white.length; pixel++) {
    const at = pixel * channels
    if (palette) {
      const [red = 0, green = 0, blue = 0, alpha = 255] = palette[samples[at]!] ?? []
      white[pixel] = ((red + green + blue) / 3) * (alpha / 255)
      continue
    }
    const colours = channels < 3 ? 1 : 3
    let sum = 0
    for (let n = 0; n < colours; n++) sum += samples[at + n]!
    const alpha = channels % 2 === 0 ? samples[at + colours]! / full : 1
    white[pixel] = Math.round((sum / colours / full) * 255 * alpha)
  }
  return white
}

/**
 * A mask for vendors that read transparency: what is white in ours, and so to be changed, becomes transparent, what
 * is black stays, a grey is between. Throws on what is no PNG.
 */
export function transparentMask(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const png = decode(bytes)
  const { width, height } = png
  const turned = new Uint8Array(width * height * 4)
  for (const [pixel, white] of whiteness(png).entries()) turned[pixel * 4 + 3] = 255 - white
  return new Uint8Array(encode({ width, height, data: turned, channels: 4, depth: 8 }))
}
