import sharp from 'sharp'
import {
  adobeRgb,
  chunk,
  gammaChunk,
  iccChunk,
  iccTag,
  linearGrey,
  pngOf,
  rowsOf,
  tiffOf,
  tiffTags,
  withoutSegments,
  withSegment,
} from './bytes.ts'
import { chart, chartPixels, chartSize, drawnChart, seenIn, wide, type Rgb, type Rgba } from './chart.ts'

// Small files of every awkward kind, made here, each with the colours that a right reader shows.

export interface Known {
  bytes: Buffer
  /** In the order of the chart. */
  colors: readonly (Rgb | Rgba)[]
  /** How far a reader may be off before anything is written: 0 to 255. */
  slack: number
}

const { width, height } = chartSize
const png = (kind: 0 | 2 | 4 | 6, depth: 8 | 16, pixels: Buffer, chunks: readonly Buffer[] = []) =>
  pngOf({ width, height, depth, kind, rows: rowsOf(pixels, height) }, chunks)
const fine = { quality: 100, chromaSubsampling: '4:4:4' } as const

const greys = chart.map(([red, green, blue]) => Math.round(0.3 * red + 0.59 * green + 0.11 * blue))
const grey = greys.map((value): Rgb => [value, value, value])

/** As another reader of profiles sees it. */
const seenByOthers = async (bytes: Buffer, slack: number): Promise<Known> => ({
  bytes,
  colors: await seenIn(sharp(bytes)),
  slack,
})

const light = (value: number) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
const shown = (light: number) => {
  const inside = Math.max(0, Math.min(1, light))
  return Math.round(255 * (inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055))
}
/** Display P3 as sRGB: both have one white and one curve (SMPTE EG 432-1, IEC 61966-2-1). */
const fromP3 = ([red, green, blue]: Rgb): Rgb => {
  const [r, g, b] = [light(red), light(green), light(blue)]
  return [
    shown(1.22494 * r - 0.22494 * g),
    shown(-0.04206 * r + 1.04206 * g),
    shown(-0.01964 * r - 0.07864 * g + 1.09827 * b),
  ]
}

const clear: readonly Rgba[] = chart.map(([red, green, blue], index) => [
  red,
  green,
  blue,
  [255, 128, 0, 255, 64, 255, 200, 255][index]!,
])

/** Four inks, 0 none to 255 full. */
const inks = [
  [0, 200, 200, 20],
  [200, 0, 220, 10],
  [220, 200, 0, 20],
  [0, 0, 0, 0],
  [0, 0, 0, 128],
  [0, 0, 0, 255],
  [0, 60, 100, 20],
  [5, 0, 250, 0],
]
const mixedPlainly = inks.map(([c, m, y, k]): Rgb => {
  const of = (ink: number) => Math.round(((255 - ink) * (255 - k!)) / 255)
  return [of(c!), of(m!), of(y!)]
})

/** A JPEG of inks with the profile that sharp brings along. */
const printed = () => drawnChart().withIccProfile('cmyk').jpeg(fine).toBuffer()

async function inksOf(jpeg: Buffer): Promise<Buffer> {
  return sharp(jpeg).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer()
}

export const files: Readonly<Record<string, () => Promise<Known>>> = {
  'JPEG, 8 bit': async () => ({ bytes: await drawnChart().jpeg(fine).toBuffer(), colors: chart, slack: 2 }),
  'JPEG, progressive': async () => ({
    bytes: await drawnChart()
      .jpeg({ ...fine, progressive: true })
      .toBuffer(),
    colors: chart,
    slack: 2,
  }),
  'JPEG, grey': async () => ({
    bytes: await drawnChart(grey).greyscale().jpeg(fine).toBuffer(),
    colors: grey,
    slack: 2,
  }),
  'PNG, interlaced': async () => ({
    bytes: await drawnChart().png({ progressive: true }).toBuffer(),
    colors: chart,
    slack: 0,
  }),
  'PNG, 16 bit': async () => ({ bytes: png(2, 16, wide(chartPixels(chart))), colors: chart, slack: 0 }),
  'PNG, 16 bit grey': async () => ({
    bytes: png(0, 16, wide(chartPixels(greys.map((value) => [value])))),
    colors: grey,
    slack: 0,
  }),
  'PNG, 1 bit': async () => {
    const bits = [1, 0, 1, 0, 0, 1, 0, 1]
    const rows = rowsOf(chartPixels(bits.map((bit) => [bit])), height).map((row) =>
      Buffer.from(
        Array.from({ length: width / 8 }, (_, n) =>
          row.subarray(8 * n, 8 * n + 8).reduce((sum, bit) => 2 * sum + bit, 0),
        ),
      ),
    )
    const colors = bits.map((bit): Rgb => (bit ? [255, 255, 255] : [0, 0, 0]))
    return { bytes: pngOf({ width, height, depth: 1, kind: 0, rows }), colors, slack: 0 }
  },
  'PNG, transparent': async () => ({ bytes: png(6, 8, chartPixels(clear)), colors: clear, slack: 1 }),
  'PNG, transparent, 16 bit': async () => ({
    bytes: png(6, 16, wide(chartPixels(clear))),
    colors: clear,
    slack: 1,
  }),
  'WebP, transparent': async () => ({
    bytes: await sharp(chartPixels(clear), { raw: { width, height, channels: 4 } })
      .webp({ lossless: true })
      .toBuffer(),
    colors: clear,
    slack: 1,
  }),
  'PNG, Adobe RGB': () => seenByOthers(png(2, 8, chartPixels(chart), [iccChunk(adobeRgb)]), 2),
  'PNG, Adobe RGB, 16 bit': async () => {
    const { colors } = await seenByOthers(png(2, 8, chartPixels(chart), [iccChunk(adobeRgb)]), 2)
    return { bytes: png(2, 16, wide(chartPixels(chart)), [iccChunk(adobeRgb)]), colors, slack: 2 }
  },
  'JPEG, Adobe RGB': async () => {
    const profile = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01'), adobeRgb])
    return seenByOthers(withSegment(await drawnChart().jpeg(fine).toBuffer(), 0xe2, profile), 3)
  },
  'TIFF, Adobe RGB': async () => {
    const { colors } = await seenByOthers(png(2, 8, chartPixels(chart), [iccChunk(adobeRgb)]), 2)
    const tags = [...tiffTags(width, height, 3, 8, 2), iccTag(adobeRgb)]
    return { bytes: tiffOf(chartPixels(chart), tags), colors, slack: 2 }
  },
  'TIFF, grey, light itself': async () => ({
    bytes: tiffOf(chartPixels(greys.map((value) => [value])), [
      ...tiffTags(width, height, 1, 8, 1),
      iccTag(linearGrey),
    ]),
    colors: greys.map((value): Rgb => {
      const seen = shown(value / 255)
      return [seen, seen, seen]
    }),
    slack: 2,
  }),
  'JPEG, Display P3': async () =>
    seenByOthers(await drawnChart().withIccProfile('p3').jpeg(fine).toBuffer(), 4),
  'WebP, Display P3': async () =>
    seenByOthers(await drawnChart().withIccProfile('p3').webp({ lossless: true }).toBuffer(), 4),
  'PNG, Display P3 by number': async () => ({
    bytes: png(2, 8, chartPixels(chart), [chunk('cICP', Buffer.of(12, 13, 0, 1))]),
    colors: chart.map(fromP3),
    slack: 2,
  }),
  'PNG, light itself': async () => ({
    bytes: png(2, 8, chartPixels(chart), [gammaChunk(1)]),
    colors: chart.map(([red, green, blue]): Rgb => [shown(red / 255), shown(green / 255), shown(blue / 255)]),
    slack: 2,
  }),
  'JPEG, CMYK with a profile': async () => seenByOthers(await printed(), 14),
  'JPEG, CMYK without one': async () => {
    const bytes = withoutSegments(await printed(), 0xe2)
    const numbers = await inksOf(bytes)
    const colors = chart.map((_, index): Rgb => {
      const at = ((Math.floor(index / 4) * 24 + 12) * width + (index % 4) * 24 + 12) * 4
      const [c, m, y, k] = [...numbers.subarray(at, at + 4)]
      const of = (ink: number) => Math.round(((255 - ink) * (255 - k!)) / 255)
      return [of(c!), of(m!), of(y!)]
    })
    return { bytes, colors, slack: 4 }
  },
  'TIFF, CMYK with a profile': async () => {
    const jpeg = await printed()
    const { icc } = await sharp(jpeg).metadata()
    const { colors } = await seenByOthers(jpeg, 14)
    const tags = [...tiffTags(width, height, 4, 8, 5), iccTag(icc!)]
    return { bytes: tiffOf(await inksOf(jpeg), tags), colors, slack: 14 }
  },
  'TIFF, CMYK without one': async () => ({
    bytes: tiffOf(chartPixels(inks), tiffTags(width, height, 4, 8, 5)),
    colors: mixedPlainly,
    slack: 2,
  }),
  'TIFF, 16 bit': async () => {
    const little = wide(chartPixels(chart)).swap16()
    return { bytes: tiffOf(little, tiffTags(width, height, 3, 16, 2)), colors: chart, slack: 1 }
  },
  // Nothing here writes one: the chart, packed once without loss by libjxl.
  'JPEG XL': () =>
    Promise.resolve({
      bytes: Buffer.from(
        '/wrLwUoICBAAOAFLOGiYwoP3FRRMgRH1/8eP8f9dewFBABoT6ghgAKA1TRhNLq/uO5wA0YeHymVlfvhYCmEPkIBnxu38QHXnzNpIANTACXCU+0EL6mctbG4=',
        'base64',
      ),
      colors: chart,
      slack: 0,
    }),
  AVIF: async () => ({
    bytes: await drawnChart().avif({ quality: 95, chromaSubsampling: '4:4:4', effort: 2 }).toBuffer(),
    colors: chart,
    slack: 4,
  }),
}

/** Three times 120 ms of one colour after another, played three times. */
const frames = async (colors: readonly Rgb[]) => {
  const stills = colors.map(([r, g, b]) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: { r, g, b } } })
      .png()
      .toBuffer(),
  )
  return sharp(await Promise.all(stills), { join: { animated: true } })
}
const times = { delay: [120, 120, 120], loop: 3 }

export const moving: Readonly<Record<string, (colors: readonly Rgb[]) => Promise<Buffer>>> = {
  GIF: async (colors) => (await frames(colors)).gif(times).toBuffer(),
  WebP: async (colors) => (await frames(colors)).webp({ lossless: true, ...times }).toBuffer(),
}
