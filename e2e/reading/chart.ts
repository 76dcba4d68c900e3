import sharp, { type Sharp } from 'sharp'

// A chart of eight colours, and what is seen where each of them stands.

export type Rgb = readonly [red: number, green: number, blue: number]
export type Rgba = readonly [red: number, green: number, blue: number, opaqueness: number]

const [columns, rows, cell] = [4, 2, 24]
export const chartSize = { width: columns * cell, height: rows * cell }

export const chart: readonly Rgb[] = [
  [200, 40, 40],
  [40, 200, 40],
  [40, 40, 200],
  [255, 255, 255],
  [128, 128, 128],
  [0, 0, 0],
  [230, 180, 140],
  [250, 240, 10],
]

/** The numbers of a chart, one colour after another in each pixel, each as often as a number has bytes. */
export function chartPixels(colors: readonly (readonly number[])[], size = cell): Buffer {
  const width = columns * size
  const numbers = colors[0]!.length
  const out = Buffer.alloc(width * rows * size * numbers)
  for (let y = 0; y < rows * size; y++)
    for (let x = 0; x < width; x++) {
      const color = colors[Math.floor(y / size) * columns + Math.floor(x / size)]!
      out.set(color, (y * width + x) * numbers)
    }
  return out
}

/** The same with 16 bits each, the great end first. */
export function wide(pixels: Buffer): Buffer {
  const out = Buffer.alloc(pixels.length * 2)
  for (let at = 0; at < pixels.length; at++) out.writeUInt16BE(pixels[at]! * 257, 2 * at)
  return out
}

export const drawnChart = (colors: readonly Rgb[] = chart) =>
  sharp(chartPixels(colors), { raw: { ...chartSize, channels: 3 } })

/** What stands in the middle of each of the chart's cells, of a picture of any size: as a screen in sRGB shows it. */
export async function seenIn(picture: Sharp): Promise<Rgba[]> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return chart.map((_, index) => {
    const x = Math.floor((((index % columns) + 0.5) / columns) * info.width)
    const y = Math.floor(((Math.floor(index / columns) + 0.5) / rows) * info.height)
    const at = (y * info.width + x) * 4
    return [data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!]
  })
}

/** The largest difference of any colour; where nothing is seen, colours do not count. */
export const apart = (seen: readonly Rgba[], known: readonly (Rgb | Rgba)[]): number =>
  Math.max(
    ...seen.flatMap((color, index) => {
      const [red, green, blue, opaqueness = 255] = known[index]!
      const numbers = opaqueness === 0 ? [] : [red, green, blue]
      return [...numbers.map((value, n) => Math.abs(value - color[n]!)), Math.abs(opaqueness - color[3])]
    }),
  )
