import { fileTypes, type FileType } from '../../shared/assets.ts'
import type { FileLimit } from '../../shared/model.ts'

// What has to be done to a picture so that a model takes it: only arithmetic. fitting.ts does it.

export interface Picture {
  type: FileType
  bytes: number
  width: number
  height: number
}

/** A picture that cannot be fitted: what it is, what is taken, and the nearest to it that is. */
export interface Misfit {
  is: string
  takes: string
  nearest: string
}

/** The size it is to have, and what a person should know of it, in sentences; empty when it goes as it is. */
export interface Fit {
  width: number
  height: number
  notes: string[]
}

const count = (number: number) => number.toLocaleString('en')

export const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`

export const sizeWords = ({ width, height }: { width: number; height: number }) =>
  `${count(width)} x ${count(height)}`

/** How a picture goes to a model (its title) with these limits. Only what is too large or of another type changes. */
export function fitOf(
  picture: Picture,
  limit: FileLimit,
  model = 'this model',
): { fit: Fit } | { misfit: Misfit } {
  const misfit = tooLong(picture, limit) ?? tooSmall(picture, limit)
  if (misfit) return { misfit }
  const size = shrunk(picture, limit)
  // What has been made smaller for one limit may be too small for another: its shape is what does not fit.
  if (tooSmall(size, limit)) return { misfit: squarer(picture, limit) }
  const notes: string[] = []
  if (size.width !== picture.width || size.height !== picture.height)
    notes.push(`is made smaller for ${model}: ${sizeWords(picture)} to ${sizeWords(size)}`)
  if (limit.types && !limit.types.includes(picture.type))
    notes.push(`is sent as ${fileTypes[sentType(picture.type, limit)].toUpperCase()}, which ${model} takes`)
  if (limit.bytes !== undefined && picture.bytes > limit.bytes && notes.length === 0)
    notes.push(
      `is packed more tightly: ${megabytes(picture.bytes)}, ${model} takes ${megabytes(limit.bytes)}`,
    )
  return { fit: { ...size, notes } }
}

/**
 * The type a picture is sent as: its own where that is taken, else one that keeps what is transparent. AVIF is for
 * photographs, which are large as PNG.
 */
export function sentType(type: FileType, { types = [type] }: FileLimit): FileType {
  if (types.includes(type)) return type
  const lossless = ['image/png', 'image/webp', 'image/jpeg'] as const
  const best = type === 'image/avif' ? (['image/webp', ...lossless] as const) : lossless
  return best.find((one) => types.includes(one)) ?? types[0]!
}

const roundDown = (number: number) => Math.max(1, Math.floor(number))

function shrunk({ width, height }: Picture, { side, pixels }: FileLimit): { width: number; height: number } {
  const most = Math.min(
    1,
    side ? side[1] / Math.max(width, height) : 1,
    pixels ? Math.sqrt(pixels[1] / (width * height)) : 1,
  )
  return most === 1 ? { width, height } : { width: roundDown(width * most), height: roundDown(height * most) }
}

function tooLong({ width, height }: Picture, { ratio }: FileLimit): Misfit | null {
  const [long, short] = [Math.max(width, height), Math.min(width, height)]
  if (ratio === undefined || long <= short * ratio) return null
  const cropped = Math.floor(short * ratio)
  const nearest = width >= height ? { width: cropped, height } : { width, height: cropped }
  return {
    is: `is ${sizeWords({ width, height })} pixels, ${(long / short).toFixed(1)} times as long as it is wide`,
    takes: `pictures up to ${ratio} times as long as wide`,
    nearest: `The nearest it takes is ${sizeWords(nearest)}: crop the picture first.`,
  }
}

function tooSmall(size: { width: number; height: number }, { side, pixels }: FileLimit): Misfit | null {
  const { width, height } = size
  const [least, fewest] = [side?.[0] ?? 0, pixels?.[0] ?? 0]
  const grow = Math.max(least / Math.min(width, height), Math.sqrt(fewest / (width * height)))
  if (grow <= 1) return null
  const nearest = { width: Math.ceil(width * grow), height: Math.ceil(height * grow) }
  const takes = [
    ...(least > 0 ? [`sides of ${count(least)} pixels or more`] : []),
    ...(fewest > 0 ? [`${count(fewest)} pixels or more in all`] : []),
  ]
  return {
    is: `has ${sizeWords(size)} pixels`,
    takes: takes.join(' and '),
    nearest: `The nearest it takes is ${sizeWords(nearest)}: choose a larger picture, or enlarge it first.`,
  }
}

function squarer({ width, height }: Picture, { side, pixels }: FileLimit): Misfit {
  const least = side?.[0] ?? 1
  const long = Math.min(side?.[1] ?? Infinity, pixels ? Math.floor(pixels[1] / least) : Infinity)
  const nearest = width >= height ? { width: long, height: least } : { width: least, height: long }
  return {
    is: `is ${sizeWords({ width, height })} pixels, too long for its width`,
    takes: `sides from ${count(least)} to ${count(long)} pixels`,
    nearest: `The nearest it takes has the shape of ${sizeWords(nearest)}: crop the picture first.`,
  }
}
