import { UnfitFile, writtenTypes, type Output, type Picture, type WrittenType } from './picture.ts'

const isWritten = (type: string): type is WrittenType => type in writtenTypes

/** The type a picture is written in: the one that was asked for, or its own, or PNG where that is not written here. */
export const typeOf = ({ source, output }: Picture): WrittenType =>
  output.type ?? (isWritten(source.type) ? source.type : 'image/png')

/** The bytes of a written picture as a file with its name. */
export const asFile = ({ name }: Picture, type: WrittenType, bytes: Uint8Array<ArrayBuffer>): File =>
  new File([bytes], `${name}.${writtenTypes[type]}`, { type })

/** What may differ from one writing of a picture to the next. */
export type Again = Partial<Pick<Output, 'quality' | 'lossless' | 'effort'>>

/** Writes one picture as often as it is called: the bytes of a whole file, with what it says beside its pixels. */
export type Writer = (again?: Again) => Promise<Uint8Array<ArrayBuffer>>

/** Makes a picture ready to be written in a type; its pixels are read once, however often it is then written. */
export async function writerOf(picture: Picture, type: WrittenType): Promise<Writer> {
  const { frames, output } = picture
  return async (again) => {
    const quality = again?.quality ?? output.quality ?? 90
    const blob = await frames[0].canvas.convertToBlob({ type, quality: quality / 100 })
    if (blob.type !== type)
      throw new UnfitFile(`This browser cannot write ${writtenTypes[type].toUpperCase()}.`)
    return new Uint8Array(await blob.arrayBuffer())
  }
}
