import type { Bytes } from '../../shared/metadata/bytes.ts'
import type { Output } from '../raster/picture.ts'
import { compiled } from '../raster/wasm.ts'

/** One still of what is to be written, or one moment of what moves. */
export interface Moment {
  /** Read when they are needed: all frames at once would not fit into memory. */
  pixels(): ImageData
  /** 0 for a still. */
  durationMs: number
}

/** What a codec gets to write. */
export interface Moments {
  width: number
  height: number
  moments: readonly [Moment, ...Moment[]]
  /** How often what moves is played; 0: for ever. */
  plays: number
  /** Whether anything may be transparent. */
  transparent: boolean
}

/** Writes one type; throws where it cannot, for the memory it needs above all. */
export type Write = (what: Moments, how: Output) => Promise<Bytes>

/** A codec of jSquash's. The result lies in memory of its own; null where it could not be made. */
export interface Encoder<Options> {
  encode(
    pixels: Uint8ClampedArray | Uint8Array,
    width: number,
    height: number,
    options: Options,
  ): Bytes | null
}
export type Factory<Codec> = (options: {
  noInitialRun: true
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): WebAssembly.Exports
}) => Promise<Codec>

/** Starts a codec of jSquash's with its compiled part. */
export async function instantiate<Codec>(factory: Factory<Codec>, url: string): Promise<Codec> {
  const module = await compiled(url)
  return factory({
    noInitialRun: true,
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(module, imports)
      done(instance)
      return instance.exports
    },
  })
}
