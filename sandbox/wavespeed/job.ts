import { randomInt } from 'node:crypto'
import type { Inputs } from '../check-inputs.ts'
import type { Memory } from '../edits/memory.ts'
import { typeOf, type PictureFormat } from '../pictures.ts'
import { readMask, readPixels, writePixels, type Mask, type Pixels, type Size } from '../pixels.ts'
import type { Voices } from '../sounds/voices.ts'
import { TaskFailure } from './failure.ts'

/** A finished output: a file with its media type and ending, or words. */
export type Made =
  { readonly bytes: Buffer; readonly type: string; readonly ending: string } | { readonly text: string }

/** One task on its way through a model: checked inputs, the files they named, and what the vendor remembers. */
export interface Job {
  readonly path: string
  readonly inputs: Inputs
  readonly media: Readonly<Record<string, readonly Buffer[]>>
  readonly memory: Memory
  readonly voices: Voices
  /** The account: voices belong to one. */
  readonly account: string
  /** Hears how long the sound was that was sent, in seconds: some are billed by that. */
  heard(seconds: number): void
}

/** What a model does with checked inputs. Throws TaskFailure; anything else thrown means it could not be done. */
export type Work = (job: Job) => Promise<readonly Made[]>

export function textOf(job: Job, name: string): string {
  const value = job.inputs[name]
  return typeof value === 'string' ? value : ''
}

export function numberOf(job: Job, name: string, otherwise: number): number {
  const value = job.inputs[name]
  return typeof value === 'number' ? value : otherwise
}

/** The file of an input; the first of several. */
export function fileOf(job: Job, name: string): Buffer {
  const [file] = job.media[name] ?? []
  if (!file) throw new TaskFailure(1400)
  return file
}

export const hasFile = (job: Job, name: string): boolean => (job.media[name] ?? []).length > 0

export const pixelsOf = (job: Job, name: string, size?: Size): Promise<Pixels> =>
  readPixels(fileOf(job, name), size)

export const allPixelsOf = (job: Job, name: string): Promise<Pixels[]> =>
  Promise.all((job.media[name] ?? []).map((file) => readPixels(file)))

/** Cut to the size as the picture itself is, or the two would not lie over each other. */
export const maskOf = (job: Job, name: string, size: Size): Promise<Mask> =>
  readMask(fileOf(job, name), size, 'cover')

/** The size of `size` (`W*H`), or of nothing. */
export function sizeOf(job: Job): Size | undefined {
  const sides = /^(\d+)\*(\d+)$/.exec(textOf(job, 'size'))
  return sides ? { width: Number(sides[1]), height: Number(sides[2]) } : undefined
}

/** What the run's chance comes from: the seed that was asked for; -1, or none, means any. */
export function chanceOf(job: Job): string {
  const seed = numberOf(job, 'seed', -1)
  return `${job.path} ${seed >= 0 ? seed : randomInt(2 ** 31)}`
}

/** The picture as a file, in the format asked for; PNG where a model has no choice of it. */
export async function pictureMade(job: Job, pixels: Pixels): Promise<Made[]> {
  const format = (textOf(job, 'output_format') || 'png') as PictureFormat
  return [{ bytes: await writePixels(pixels, format), type: typeOf(format), ending: format }]
}
