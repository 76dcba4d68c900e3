// Of what browsers and the Worker's runtime have alike, all that is used here: anything else is not pure.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1')
  decode(bytes: Uint8Array): string
}

interface ByteReader {
  read(): Promise<{ done: false; value: Uint8Array } | { done: true; value?: undefined }>
  cancel(): Promise<void>
}
interface ByteStream {
  getReader(): ByteReader
  pipeThrough(transform: CompressionStream | DecompressionStream): ByteStream
}
declare class CompressionStream {
  private readonly packs
  constructor(format: 'deflate')
}
declare class DecompressionStream {
  private readonly unpacks
  constructor(format: 'deflate')
}
declare class Blob {
  constructor(parts: readonly Uint8Array[])
  stream(): ByteStream
}
declare class Response {
  constructor(body: ByteStream)
  arrayBuffer(): Promise<ArrayBuffer>
}
