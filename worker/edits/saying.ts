import { imageSize } from 'image-size'
import { chosen, type MetadataChoice } from '../../shared/metadata/choice.ts'
import { readMetadata, writeMetadata } from '../../shared/metadata/file.ts'
import { noEdits } from '../../shared/metadata/metadata.ts'
import type { Bytes, EditType } from './render.ts'
import type { Source } from './source.ts'

/**
 * What was made of a picture, saying of itself what was chosen of what the picture says; that a model made it, in any
 * case. Cloudflare Images leaves all of that out.
 */
export async function saying(
  source: Source,
  type: EditType,
  bytes: Bytes,
  choice: MetadataChoice,
): Promise<Bytes> {
  const { width, height } = imageSize(bytes)
  const { icc } = await readMetadata(bytes, type)
  return writeMetadata(bytes, type, chosen(await source.says(), choice, noEdits, { width, height, icc }))
}
