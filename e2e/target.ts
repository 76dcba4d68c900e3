import sharp from 'sharp'
import { draw, drawnKinds } from './drawn.ts'
import type { Workshop } from './workshop.ts'

// Files that are to have no more than so many bytes: how near the tool "compress" comes.

interface Mixed {
  name: string
  bytes: Buffer
  what: string
  /** The type it is to be written in. */
  type: string
}

const types = ['jpg', 'webp', 'avif', 'png'] as const
const sizes = [
  [1600, 1200],
  [800, 600],
  [1200, 1600],
  [2400, 1350],
  [640, 960],
] as const

/** Pictures of all kinds, sizes and types, mixed; of them `large` have 12 megapixels. */
export async function mixedPictures(
  count: number,
  large: number,
  size?: readonly [number, number],
): Promise<Mixed[]> {
  const pictures: Mixed[] = []
  for (let n = 0; n < count; n++) {
    const kind = drawnKinds[n % drawnKinds.length]!
    const type = types[Math.floor(n / drawnKinds.length + n) % types.length]!
    const big = n % Math.ceil(count / Math.max(1, large)) === 0 && large > 0 && type !== 'avif'
    const [width, height] = big ? [4000, 3000] : (size ?? sizes[n % sizes.length]!)
    const drawn = await draw(kind, width, height, n + 1)
    const alpha = kind === 'glass' && type !== 'jpg'
    const bytes = alpha
      ? await drawn.png({ compressionLevel: 6 }).toBuffer()
      : await drawn
          .flatten({ background: '#fff' })
          .jpeg({ quality: 96, chromaSubsampling: '4:4:4' })
          .toBuffer()
    const format = alpha ? 'png' : 'jpeg'
    pictures.push({
      name: `${kind}-${n}.${format}`,
      bytes,
      what: `${kind} ${width}x${height} ${type}`,
      type,
    })
  }
  return pictures
}

export interface Hit {
  what: string
  target: number
  bytes: number
  /** Nothing had to give way: quality is at its best. */
  best: boolean
  /** Width and height are what they were. */
  whole: boolean
  seconds: number
  notes: string[]
}

/** Writes each picture at each size (in kilobytes). Throws for a file that is too large or no picture. */
export async function hitTargets(
  shop: Workshop,
  pictures: readonly Mixed[],
  targets: readonly number[],
): Promise<Hit[]> {
  const hits: Hit[] = []
  for (const { name, bytes: given, what, type } of pictures)
    for (const target of targets) {
      const started = performance.now()
      const values = { how: 'size', target, type, metadata: 'keep' }
      const { bytes, notes } = await shop.one([{ tool: 'compress', values }], given, name)
      const [before, after] = [await sharp(given).metadata(), await sharp(bytes).metadata()]
      if (bytes.length > target * 1000)
        throw new Error(`${what}: ${bytes.length} bytes where ${target} KB are allowed`)
      const format = { jpg: 'jpeg', webp: 'webp', avif: 'heif', png: 'png' }[type]
      if (after.format !== format) throw new Error(`${what}: it is ${after.format}`)
      hits.push({
        what,
        target,
        bytes: bytes.length,
        best: !notes.some((note) => /quality|Made smaller/.test(note)),
        whole: before.width === after.width && before.height === after.height,
        seconds: (performance.now() - started) / 1000,
        notes,
      })
    }
  return hits
}

/** Within a twentieth below its target, or as good as it gets. */
export const isNear = ({ bytes, target, best }: Hit) => best || bytes >= target * 950

export function hitTable(hits: readonly Hit[]): string[] {
  const percent = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(0)} %`
  const row = (name: string, mine: readonly Hit[]) => {
    const near = mine.filter(isNear).length
    const seconds = mine.reduce((sum, each) => sum + each.seconds, 0) / Math.max(1, mine.length)
    const tight = mine.filter(({ best }) => !best)
    const below = tight.map(({ bytes, target }) => 1 - bytes / target / 1000).toSorted((a, b) => a - b)
    const median = below[Math.floor(below.length / 2)] ?? 0
    return `${name.padEnd(10)} ${String(mine.length).padStart(4)} files, all within; near or best ${percent(near, mine.length)}, at its best ${percent(mine.filter(({ best }) => best).length, mine.length)}, smaller in pixels ${percent(mine.filter(({ whole }) => !whole).length, mine.length)}; half within ${(100 * median).toFixed(1)} % below; ${seconds.toFixed(1)} s each`
  }
  const by = (name: (hit: Hit) => string) => [...Map.groupBy(hits, name)].map(([key, mine]) => row(key, mine))
  return [
    ...by(({ target }) => `${target} KB`),
    ...by(({ what }) => what.split(' ').at(-1) ?? ''),
    ...by(({ what }) => what.split(' ')[0] ?? ''),
    row('all', hits),
  ]
}
