import sharp, { type Sharp } from 'sharp'

/** A BMP as sharp cannot read it: 24 or 32 bits a pixel. */
export function readBmp(bytes: Buffer): Sharp {
  const [start, wide, high] = [bytes.readUInt32LE(10), bytes.readInt32LE(18), bytes.readInt32LE(22)]
  const depth = bytes.readUInt16LE(28) / 8
  const row = Math.ceil((wide * depth) / 4) * 4
  const out = Buffer.alloc(wide * high * 4, 255)
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const from = start + (high - 1 - y) * row + x * depth
      const to = (y * wide + x) * 4
      for (let c = 0; c < 3; c++) out[to + c] = bytes[from + 2 - c]!
      if (depth === 4) out[to + 3] = bytes[from + 3]!
    }
  return sharp(out, { raw: { width: wide, height: high, channels: 4 } })
}
