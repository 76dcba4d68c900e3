import { crc32, deflateSync } from 'node:zlib'

// Files as bytes, for what no library writes.

const u32 = (...values: number[]): Buffer => {
  const out = Buffer.alloc(4 * values.length)
  values.forEach((value, at) => out.writeInt32BE(value | 0, 4 * at))
  return out
}

export function chunk(name: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  return Buffer.concat([u32(data.length), body, u32(crc32(body))])
}

interface PngPixels {
  width: number
  height: number
  depth: number
  /** 0 grey, 2 colours, 3 by number, 4 grey and opaqueness, 6 colours and opaqueness. */
  kind: 0 | 2 | 3 | 4 | 6
  rows: readonly Buffer[]
}

export const pngOf = (
  { width, height, depth, kind, rows }: PngPixels,
  chunks: readonly Buffer[] = [],
): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([u32(width, height), Buffer.of(depth, kind, 0, 0, 0)])),
    ...chunks,
    chunk('IDAT', deflateSync(Buffer.concat(rows.flatMap((row) => [Buffer.of(0), row])), { level: 9 })),
    chunk('IEND'),
  ])

export const rowsOf = (pixels: Buffer, height: number): Buffer[] =>
  Array.from({ length: height }, (_, y) =>
    pixels.subarray((y * pixels.length) / height, ((y + 1) * pixels.length) / height),
  )

export const iccChunk = (icc: Buffer) =>
  chunk('iCCP', Buffer.concat([Buffer.from('profile\0\0'), deflateSync(icc)]))
export const gammaChunk = (gamma: number) => chunk('gAMA', u32(Math.round(gamma * 100_000)))

type Xyz = readonly [number, number, number]
const fixed = (value: number) => u32(Math.round(value * 65_536))
const xyz = (value: Xyz) => Buffer.concat([Buffer.from('XYZ \0\0\0\0'), ...value.map(fixed)])
const d50: Xyz = [0.9642, 1, 0.8249]

/** A power curve of ICC, with 8 bits behind the point. */
const power = (gamma: number) =>
  Buffer.concat([
    Buffer.from('curv\0\0\0\0'),
    u32(1),
    Buffer.of(Math.floor(gamma), (gamma * 256) & 255, 0, 0),
  ])

/** A profile of version 2 with these tags. */
function profile(space: 'RGB ' | 'GRAY', tags: readonly (readonly [string, Buffer])[]): Buffer {
  const all = [
    ['desc', Buffer.concat([Buffer.from('desc\0\0\0\0'), u32(5), Buffer.from('made\0'), Buffer.alloc(79)])],
    ['cprt', Buffer.from('text\0\0\0\0CC0\0')],
    ['wtpt', xyz(d50)],
    ...tags,
  ] as const
  const lines: Buffer[] = []
  const bodies: Buffer[] = []
  let at = 132 + 12 * all.length
  for (const [name, data] of all) {
    lines.push(Buffer.from(name), u32(at, data.length))
    bodies.push(data, Buffer.alloc(-data.length & 3))
    at += data.length + (-data.length & 3)
  }
  const head = Buffer.alloc(128)
  head.writeUInt32BE(at, 0)
  head.set(Buffer.from(`\x02\x10\0\0mntr${space}XYZ \x07\xea\0\x01\0\x01\0\0\0\0\0\0acsp`, 'latin1'), 8)
  head.set(Buffer.concat(d50.map(fixed)), 68)
  return Buffer.concat([head, u32(all.length), ...lines, ...bodies])
}

/** Adobe RGB (1998), from its published primaries under D50 and its power of 563/256. */
export const adobeRgb = profile('RGB ', [
  ['rXYZ', xyz([0.60974, 0.31111, 0.01947])],
  ['gXYZ', xyz([0.20528, 0.62567, 0.06087])],
  ['bXYZ', xyz([0.14919, 0.06322, 0.74457])],
  ['rTRC', power(563 / 256)],
  ['gTRC', power(563 / 256)],
  ['bTRC', power(563 / 256)],
])

/** Grey whose numbers are light itself. */
export const linearGrey = profile('GRAY', [['kTRC', power(1)]])

/** A segment of a JPEG, put behind its first marker. */
export function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255])
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)])
}

/** A JPEG without its segments of one kind. */
export function withoutSegments(jpeg: Buffer, marker: number): Buffer {
  const parts = [jpeg.subarray(0, 2)]
  let at = 2
  for (; jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2))
    if (jpeg[at + 1] !== marker) parts.push(jpeg.subarray(at, at + 2 + jpeg.readUInt16BE(at + 2)))
  return Buffer.concat([...parts, jpeg.subarray(at)])
}

interface Tag {
  tag: number
  type: 1 | 3 | 4 | 7
  values: readonly number[] | Buffer
}

/** A TIFF of one strip, the little end first; 1 is not packed, 8 is deflated. */
export function tiffOf(pixels: Buffer, tags: readonly Tag[], packing = 1): Buffer {
  const all: Tag[] = [
    ...tags,
    { tag: 259, type: 3, values: [packing] },
    { tag: 273, type: 4, values: [8] },
    { tag: 279, type: 4, values: [pixels.length] },
  ]
  all.sort((a, b) => a.tag - b.tag)
  const start = 8 + pixels.length + (pixels.length % 2)
  let behind = start + 2 + 12 * all.length + 4
  const lines: Buffer[] = []
  const bodies: Buffer[] = []
  for (const { tag, type, values } of all) {
    const data = Buffer.isBuffer(values)
      ? values
      : Buffer.concat(
          values.map((value) => {
            const out = Buffer.alloc(type === 3 ? 2 : 4)
            if (type === 3) out.writeUInt16LE(value)
            else out.writeUInt32LE(value)
            return out
          }),
        )
    const line = Buffer.alloc(12)
    line.writeUInt16LE(tag, 0)
    line.writeUInt16LE(type, 2)
    line.writeUInt32LE(values.length, 4)
    if (data.length <= 4) line.set(data, 8)
    else {
      line.writeUInt32LE(behind, 8)
      bodies.push(data, Buffer.alloc(data.length % 2))
      behind += data.length + (data.length % 2)
    }
    lines.push(line)
  }
  const head = Buffer.alloc(8)
  head.set(Buffer.from('II*\0'))
  head.writeUInt32LE(start, 4)
  const count = Buffer.alloc(2)
  count.writeUInt16LE(all.length)
  return Buffer.concat([
    head,
    pixels,
    Buffer.alloc(pixels.length % 2),
    count,
    ...lines,
    Buffer.alloc(4),
    ...bodies,
  ])
}

export const tiffTags = (
  width: number,
  height: number,
  numbers: number,
  bits: number,
  kind: number,
): Tag[] => [
  { tag: 256, type: 4, values: [width] },
  { tag: 257, type: 4, values: [height] },
  { tag: 258, type: 3, values: Array.from({ length: numbers }, () => bits) },
  { tag: 262, type: 3, values: [kind] },
  { tag: 277, type: 3, values: [numbers] },
  { tag: 278, type: 4, values: [height] },
]
export const iccTag = (icc: Buffer): Tag => ({ tag: 34_675, type: 7, values: icc })
