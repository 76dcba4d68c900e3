import type { FileType } from '../../shared/assets.ts'
import { Refusal } from '../problem.ts'
import type { EditType, Written } from './render.ts'

/** By the names that fields have for them. */
const named: Readonly<Record<string, EditType>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
}

export function typeNamed(name: string): EditType {
  const type = named[name]
  if (!type) throw new Error(`there is no type ${name}`)
  return type
}

const isWritten = (type: FileType): type is EditType => (Object.values(named) as FileType[]).includes(type)

/** The type that a picture has, to be kept. */
export function sameType(type: FileType): EditType {
  if (isWritten(type)) return type
  throw new Refusal(
    'bad-input',
    `This call does not write ${type}. Nothing was stored.`,
    'Convert the picture first, or use the extension.',
  )
}

/** As good as the eye can tell, where nobody says how good; every pixel where the type is for that. */
export const writtenWell = (type: EditType): Written =>
  type === 'image/png' || type === 'image/gif' ? { type } : { type, quality: 90 }
