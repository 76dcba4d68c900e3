import factory from '@jsquash/jxl/codec/dec/jxl_dec.js'
import wasmUrl from '@jsquash/jxl/codec/dec/jxl_dec.wasm?url'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import { started } from '../raster/wasm.ts'
import { instantiate, type Factory } from './codec.ts'
import { UnfitFile } from '../../shared/metadata/unfit-file.ts'

interface Decoder {
  decode(file: Bytes): ImageData | null
}

const libjxl = started(() => instantiate(factory as Factory<Decoder>, wasmUrl))

/** The pixels of a JPEG XL, upright, in sRGB; of one that moves, its first. Throws UnfitFile. */
export async function readJxl(bytes: Bytes, pixels: number): Promise<ImageData> {
  const image = await libjxl(pixels, (codec) => codec.decode(bytes)).catch(() => null)
  if (!image)
    throw new UnfitFile(
      'This JPEG XL is broken or cut off, so it cannot be read. Save it anew, then try again.',
    )
  return image
}
