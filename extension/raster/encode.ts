import { UnfitFile, writtenTypes, type Picture, type WrittenType } from './picture.ts'

const isWritten = (type: string): type is WrittenType => type in writtenTypes

/** Writes a picture as its `output` says. Throws UnfitFile. */
export async function encode({ name, source, frames, output }: Picture): Promise<File> {
  const type = output.type ?? (isWritten(source.type) ? source.type : 'image/png')
  const blob = await frames[0].canvas.convertToBlob({ type, quality: (output.quality ?? 90) / 100 })
  if (blob.type !== type)
    throw new UnfitFile(`This browser cannot write ${writtenTypes[type].toUpperCase()}.`)
  return new File([blob], `${name}.${writtenTypes[type]}`, { type })
}
