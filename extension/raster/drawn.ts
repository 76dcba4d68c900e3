import { markOnly } from '../../shared/metadata/ai-mark.ts'
import type { Metadata } from '../../shared/metadata/metadata.ts'
import { plainOutput, type Picture, type WrittenType } from './picture.ts'

/**
 * A picture that no file was read for: drawn here, to be written as `type`. `of` is what the files said that it was drawn
 * from: whether AI made them is said of it too.
 */
export function drawnPicture(
  canvas: OffscreenCanvas,
  name: string,
  type: WrittenType,
  maxBytes: number | null,
  of: readonly Metadata[] = [],
): Picture {
  const { width, height } = canvas
  return {
    name,
    source: { file: new Blob(), type, width, height, depth: 8, srgb: true },
    frames: [{ canvas, durationMs: 0 }],
    plays: 0,
    colorSpace: 'srgb',
    transparent: false,
    metadata: markOnly(of),
    focal: null,
    untouched: false,
    output: { ...plainOutput, type, quality: type === 'image/png' ? null : 95, maxBytes, keepSize: true },
    notes: [],
  }
}

/** What a drawing is best written as where all of these are taken: PNG for flat colours, else JPEG. */
export const drawnType = (types: readonly string[] | null, soft: boolean): WrittenType =>
  !soft && (types === null || types.includes('image/png')) ? 'image/png' : 'image/jpeg'
