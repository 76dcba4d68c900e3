import { lettersAt, type Bytes } from './bytes.ts'
import { noMetadata, type Metadata } from './metadata.ts'
import { noXmp, ns, parseXmp, withValue, writeXmp, type Xmp } from './xmp.ts'

/** Digital source types of IPTC that say a machine made the picture, or a part of it, the strongest first. */
const made = [
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'compositeSynthetic',
  'algorithmicMedia',
] as const
export type AiMark = (typeof made)[number]

const vocabulary = 'http://cv.iptc.org/newscodes/digitalsourcetype/'

/** Long parts are looked through in pieces that overlap by more than the longest address. */
const piece = 32_768

function isSaid(bytes: Bytes | null, word: string): boolean {
  for (let at = 0; at < (bytes?.byteLength ?? 0); at += piece)
    if (lettersAt(bytes!, at, piece + 200).includes(word)) return true
  return false
}

/**
 * Whether a picture says that AI made it, in its XMP or its signed history; null where it does not. It is looked for
 * as text: both hold the address as it is written.
 */
export function aiMarkOf({ xmp, c2pa }: Pick<Metadata, 'xmp' | 'c2pa'>): AiMark | null {
  const says = (mark: AiMark) => [xmp, c2pa].some((part) => isSaid(part, `digitalsourcetype/${mark}`))
  return made.find(says) ?? null
}

export const withAiMark = (xmp: Xmp, mark: AiMark): Xmp =>
  withValue(xmp, ns.iptcExt, 'DigitalSourceType', 'text', vocabulary + mark)

/** The same, and that a model has made it, where it does not say so yet. */
export function marked(metadata: Metadata): Metadata {
  if (aiMarkOf(metadata)) return metadata
  const read = metadata.xmp && parseXmp(metadata.xmp)
  return { ...metadata, xmp: writeXmp(withAiMark(read || noXmp, 'trainedAlgorithmicMedia')) }
}

/** What is left to say of a picture that is to say nothing: the law and the networks ask for this much. */
export const markAlone = (mark: AiMark): Bytes | null => writeXmp(withAiMark(noXmp, mark))

/**
 * What one picture made of several is to say: made by AI if all were, with AI if one was, and nothing of what each
 * says for itself.
 */
export function markOfSeveral(all: readonly Metadata[]): AiMark | null {
  const marks = all.map(aiMarkOf)
  if (marks.every((mark) => mark === null)) return null
  return marks.every((mark) => mark === 'trainedAlgorithmicMedia')
    ? 'trainedAlgorithmicMedia'
    : 'compositeWithTrainedAlgorithmicMedia'
}

/** What is said of a picture that is drawn anew from these: that AI made them, or a part of them, and nothing else. */
export function markOnly(all: readonly Metadata[]): Metadata {
  const mark = markOfSeveral(all)
  return mark ? { ...noMetadata, xmp: markAlone(mark) } : noMetadata
}
