import factory from '@jsquash/webp/codec/enc/webp_enc_simd.js'
import wasmUrl from '@jsquash/webp/codec/enc/webp_enc_simd.wasm?url'
import { defaultOptions, type EncodeOptions } from '@jsquash/webp/meta.js'
import { started } from '../raster/wasm.ts'
import { instantiate, type Encoder, type Factory, type Write } from './codec.ts'
import { changedPart, cut } from '../raster/changed-part.ts'
import { animatedWebp, type WebpFrame } from './webp-frames.ts'
import type { Output } from '../raster/picture.ts'

const libwebp = started(() => instantiate(factory as Factory<Encoder<EncodeOptions>>, wasmUrl))

export const writeWebp: Write = async ({ width, height, moments, plays, transparent }, how) => {
  const [first, ...later] = moments
  if (later.length === 0) return still(first.pixels(), how)
  const frames: WebpFrame[] = []
  let before: ImageData | null = null
  for (const { pixels, durationMs } of moments) {
    const now = pixels()
    // Where a part moves, only that part is written.
    const part = changedPart(before, now, 2)
    const last = frames.at(-1)
    if (!part && last) last.durationMs += durationMs
    else {
      const { x, y } = part ?? { x: 0, y: 0 }
      frames.push({
        x,
        y,
        durationMs,
        file: await still(part ? new ImageData(cut(now, part), part.width, part.height) : now, how),
      })
    }
    before = now
  }
  return animatedWebp({ width, height, plays, transparent }, frames)
}

const still = ({ data, width, height }: ImageData, { quality, lossless, effort }: Output) =>
  libwebp(width * height, (codec) => {
    const options: EncodeOptions = {
      ...defaultOptions,
      quality: lossless ? losslessTry[effort - 1]! : (quality ?? 84),
      method: effort,
      lossless: lossless ? 1 : 0,
      exact: lossless ? 1 : 0,
    }
    const bytes = codec.encode(data, width, height, options)
    if (!bytes) throw new Error('No WebP was made.')
    return bytes
  })

/** How hard a lossless WebP is tried to be smaller, by effort: what libwebp calls its quality then. */
const losslessTry = [0, 20, 50, 75, 90, 100]
