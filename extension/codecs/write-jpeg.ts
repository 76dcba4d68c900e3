import factory from '@jsquash/jpeg/codec/enc/mozjpeg_enc.js'
import wasmUrl from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm?url'
import { defaultOptions, type EncodeOptions } from '@jsquash/jpeg/meta.js'
import { started } from '../raster/wasm.ts'
import { instantiate, type Encoder, type Factory, type Write } from './codec.ts'

const mozjpeg = started(() => instantiate(factory as Factory<Encoder<EncodeOptions>>, wasmUrl))

/** From here on colours have as many pixels as brightness. */
const fineColours = 90

/**
 * The quality of colours beside that of brightness, which is in whole steps. Where colours get more pixels they begin
 * coarser, so that a little more quality never makes a much larger file.
 */
const colourQuality = (quality: number) =>
  quality < fineColours ? Math.ceil(quality) : Math.round(60 + 4 * (quality - fineColours))

export const writeJpeg: Write = async (
  { width, height, moments: [first] },
  { quality, lossless, progressive },
) => {
  const { data } = first.pixels()
  const level = lossless ? 100 : (quality ?? 86)
  return mozjpeg(width * height, (codec) => {
    const options: EncodeOptions = {
      ...defaultOptions,
      quality: Math.floor(level),
      separate_chroma_quality: true,
      chroma_quality: colourQuality(level),
      progressive,
      color_space: isGrey(data) ? 1 : 3,
      auto_subsample: false,
      chroma_subsample: level >= fineColours ? 1 : 2,
    }
    const bytes = codec.encode(data, width, height, options)
    if (!bytes) throw new Error('No JPEG was made.')
    return bytes
  })
}

/** Whether no pixel has a colour: such a JPEG has one plane instead of three. */
function isGrey(data: Uint8ClampedArray): boolean {
  for (let at = 0; at < data.length; at += 4)
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false
  return true
}
