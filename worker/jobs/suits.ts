import type { Field } from '../../shared/fields.ts'
import { fieldsOf, type FileLimit, type Model } from '../../shared/model.ts'
import { fileTypes, type FileType } from '../../shared/assets.ts'
import { fitOf, megabytes, sizeWords, type Misfit } from '../assets/fit.ts'

// Whether a model takes the files it is given, from what is known of them: nothing is opened.

/** A file of the library where a wish names it. */
export interface GivenFile {
  /** Field of the model. */
  name: string
  /** Place in the request, for the marks of a form. */
  path: string
  label: string
  type: FileType
  bytes: number
  width: number | null
  height: number | null
  durationMs: number | null
}

/** What is done so that a file is taken, in sentences; or why it cannot be. */
export type Suit = { notes: string[] } | { file: GivenFile; misfit: Misfit }

/** The first file that the model does not take; else what is done to all of them, for people to know beforehand. */
export function suitOf(model: Model, files: readonly GivenFile[]): Suit {
  const fields = fieldsOf(model)
  const notes: string[] = []
  const pictures = files.filter(({ name, width }) => width !== null && fields[name]?.kind !== 'mask').length
  for (const file of files) {
    const suit = suits(file, fields[file.name], model.limits?.[file.name] ?? {}, files, model.title)
    if ('misfit' in suit) return { file, ...suit }
    if (suit.notes.length === 0) continue
    const subject = pictures === 1 ? 'Your picture' : `${file.label}: your picture`
    notes.push(`${subject} ${suit.notes.join(' and ')}.`)
  }
  return { notes }
}

function suits(
  file: GivenFile,
  field: Field | undefined,
  limit: FileLimit,
  files: readonly GivenFile[],
  title: string,
): { notes: string[] } | { misfit: Misfit } {
  const { width, height } = file
  if (field?.kind === 'audio') return soundSuits(file, limit)
  if (width === null || height === null) return { notes: [] }
  if (field?.kind === 'mask') {
    const misfit = maskMisfit(
      { width, height },
      files.find(({ name }) => name === field.of),
    )
    return misfit ? { misfit } : { notes: [] }
  }
  const judged = fitOf({ ...file, width, height }, limit, title)
  return 'misfit' in judged ? judged : { notes: judged.fit.notes }
}

/** A mask of its picture's shape is made as large as that; of another shape nobody knows what it means. */
function maskMisfit(mask: { width: number; height: number }, picture: GivenFile | undefined): Misfit | null {
  if (!picture?.width || !picture.height) return null
  const [own, wanted] = [mask.width / mask.height, picture.width / picture.height]
  if (Math.abs(own - wanted) <= wanted * 0.01) return null
  const size = sizeWords({ width: picture.width, height: picture.height })
  return {
    is: `has ${sizeWords(mask)} pixels`,
    takes: `a mask as large as the picture it is painted over`,
    nearest: `The nearest it takes is ${size}: paint it over that very picture.`,
  }
}

function soundSuits(
  { type, bytes, durationMs }: GivenFile,
  limit: FileLimit,
): { notes: string[] } | { misfit: Misfit } {
  const { types, bytes: most, seconds } = limit
  const length = (durationMs ?? 0) / 1000
  if (types && !types.includes(type)) {
    const names = types.map((one) => fileTypes[one].toUpperCase())
    return misfit(`is ${fileTypes[type].toUpperCase()}`, names.join(', '), `Save it as ${names[0]} first.`)
  }
  if (seconds && (length < seconds[0] || length > seconds[1])) {
    const nearest = length < seconds[0] ? seconds[0] : seconds[1]
    return misfit(
      `lasts ${length.toFixed(1)} s`,
      `sounds of ${seconds[0]} to ${seconds[1]} s`,
      `The nearest it takes is ${nearest} s: ${length < nearest ? 'record more' : 'cut it first'}.`,
    )
  }
  if (most !== undefined && bytes > most)
    return misfit(
      `has ${megabytes(bytes)}`,
      `sounds up to ${megabytes(most)}`,
      `The nearest it takes is ${megabytes(most)}: cut it, or save it as MP3.`,
    )
  return { notes: [] }
}

const misfit = (is: string, takes: string, nearest: string) => ({ misfit: { is, takes, nearest } })
