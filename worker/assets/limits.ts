import { fileLimits } from '../../shared/assets.ts'
import type { MediaKind } from '../../shared/task.ts'
import { Refusal } from '../problem.ts'
import type { Measure } from './measure.ts'

const count = (number: number) => number.toLocaleString('en')

const nothingStored = (detail: string, remedy: string) =>
  new Refusal('too-large', `${detail} Nothing was stored.`, remedy)

const words: Readonly<Partial<Record<MediaKind, string>>> = {
  image: 'picture',
  video: 'clip',
  audio: 'sound',
}

/** Refuses `too-large` for more pixels or minutes than the library takes: what the file says, before it is decoded. */
export function refuseOversize(kind: MediaKind, size: Measure): void {
  const { side, pixels, durationMs } = fileLimits[kind]
  const { width, height } = size
  const word = words[kind] ?? 'file'
  if (width !== null && height !== null && side !== null)
    if (width > side || height > side || width * height > pixels)
      throw nothingStored(
        `This ${word} has ${count(width)} x ${count(height)} pixels; a ${word} may have ${count(side)} a side and ${count(pixels / 1_000_000)} million in all.`,
        'Make it smaller, then try again.',
      )
  if (durationMs !== null && (size.durationMs ?? 0) > durationMs)
    throw nothingStored(
      `This ${word} is longer than ${durationMs / 60_000} minutes.`,
      'Cut it, then try again.',
    )
}
