import { Refusal } from '../problem.ts'

/** A file on its way, in pieces of any size. */
export type Pieces = AsyncIterable<Uint8Array>

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`

export const tooLarge = (maxBytes: number) =>
  new Refusal(
    'too-large',
    `The file is larger than ${megabytes(maxBytes)}. Nothing was stored.`,
    'Make it smaller, then try again.',
  )

/** Passes a stream on until it has given more than it may. Refuses `too-large`; the source is cancelled then. */
export async function* capped(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let sum = 0
  for await (const piece of body) {
    sum += piece.byteLength
    if (sum > maxBytes) throw tooLarge(maxBytes)
    yield piece
  }
}

/** The whole of a stream in one piece of memory: only for what is known to be small. Refuses `too-large`. */
export async function gather(pieces: Pieces, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let sum = 0
  for await (const piece of pieces) {
    sum += piece.byteLength
    if (sum > maxBytes) throw tooLarge(maxBytes)
    parts.push(piece)
  }
  return join(parts)
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

/** The first `count` bytes (fewer when there are no more), and the stream as if nothing had been read. */
export async function peek(pieces: Pieces, count: number): Promise<{ head: Uint8Array; all: Pieces }> {
  const iterator = pieces[Symbol.asyncIterator]()
  let head = new Uint8Array(0)
  while (head.byteLength < count) {
    const next = await iterator.next()
    if (next.done) break
    head = join([head, next.value])
  }
  async function* all() {
    try {
      yield head
      for (;;) {
        const next = await iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  return { head, all: all() }
}
