import factory from '@jsquash/avif/codec/enc/avif_enc.js'
import wasmUrl from '@jsquash/avif/codec/enc/avif_enc.wasm?url'
import { defaultOptions, type EncodeOptions } from '@jsquash/avif/meta.js'
import { started } from '../raster/wasm.ts'
import { instantiate, type Encoder, type Factory, type Write } from './codec.ts'

type Options = Omit<EncodeOptions, 'lossless'>

const libavif = started(() => instantiate(factory as Factory<Encoder<Options>>, wasmUrl))

/** libavif's speed, by effort: at 6 it takes some ten times as long as at 1. */
const speeds = [9, 8, 7, 6, 5, 4]
/** From here on colours are as fine as brightness: 4:4:4 instead of 4:2:0. */
const fineColours = 90

export const writeAvif: Write = async ({ width, height, moments: [first] }, how) => {
  const { data } = first.pixels()
  const level = how.lossless ? 100 : (how.quality ?? 66)
  return libavif(width * height, (codec) => {
    const options: Options = {
      ...defaultOptions,
      quality: level,
      // Edges of what is cut out stay as they were.
      qualityAlpha: 100,
      speed: speeds[how.effort - 1]!,
      subsample: level >= fineColours ? 3 : 1,
      bitDepth: how.depth,
    }
    const bytes = codec.encode(how.depth === 10 ? tenBits(data) : data, width, height, options)
    if (!bytes) throw new Error('No AVIF was made.')
    return bytes
  })
}

/** 8 bits of each colour as 10, in two bytes each. */
function tenBits(data: Uint8ClampedArray): Uint8Array {
  const wide = new Uint16Array(data.length)
  for (let at = 0; at < data.length; at++) wide[at] = (data[at]! * 1023 + 127) / 255
  return new Uint8Array(wide.buffer)
}
