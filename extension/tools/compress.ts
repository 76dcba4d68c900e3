import { compress as shared, kilobyte, purposes, type Purpose } from '../../shared/tools/compress.ts'
import { pictureTool } from '../codecs/chain.ts'
import { typeNamed, writtenTypes, type Output, type Picture, type WrittenType } from '../raster/picture.ts'

const isPurpose = (how: string): how is Purpose => how in purposes

/** Better than this nobody sees on a screen, however many bytes there are. */
const enough = 88

/** The same picture in a smaller file: by quality, to a size in bytes, or without losing anything. */
export const compress = pictureTool(shared, {
  change: (picture, values) => {
    const how = String(values['how'])
    const type = String(values['type'])
    const output: Output = {
      ...picture.output,
      type: type === 'same' ? sameType(picture) : typeNamed(type),
      smallest: type === 'smallest',
      neverLarger: type === 'same',
      lossless: how === 'lossless',
      quality: how === 'quality' ? Number(values['quality']) : isPurpose(how) ? enough : null,
      maxBytes: isPurpose(how)
        ? purposes[how] * kilobyte
        : how === 'size'
          ? Number(values['target']) * kilobyte
          : null,
      keepSize: values['keepSize'] === true,
      progressive: values['progressive'] === true,
      metadata: values['metadata'] as Output['metadata'],
    }
    return Promise.resolve({ ...picture, output })
  },
})

/** The type a picture came in; for one that is not written here, the usual one that holds all of it. */
function sameType({ source, transparent }: Picture): WrittenType | null {
  if (source.type in writtenTypes) return null
  return transparent ? 'image/webp' : 'image/jpeg'
}
