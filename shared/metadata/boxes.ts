import { join, letters, lettersAt, number, viewOf, type Bytes } from './bytes.ts'

/** One box of the MP4 family (ISO 14496-12). */
export interface Box {
  type: string
  /** Where it starts, where its own bytes start, and where it ends. */
  start: number
  data: number
  end: number
}

/** The whole boxes between two places; ends where they are broken. */
export function boxesIn(bytes: Bytes, from = 0, to = bytes.byteLength): Box[] {
  const boxes: Box[] = []
  const view = viewOf(bytes)
  for (let at = from; at + 8 <= to;) {
    const short = view.getUint32(at)
    const long = short === 1
    if (long && at + 16 > to) break
    const size = short === 0 ? to - at : long ? Number(view.getBigUint64(at + 8)) : short
    const data = at + (long ? 16 : 8)
    if (at + size > to || data > at + size) break
    boxes.push({ type: lettersAt(bytes, at + 4, 4), start: at, data, end: at + size })
    at += size
  }
  return boxes
}

export function box(type: string, ...parts: Uint8Array[]): Bytes {
  const data = join(parts)
  return join([number(data.byteLength + 8, 4), letters(type), data])
}

/** Reads numbers one after another; past the end they are 0, and `failed` says so. */
export class Cursor {
  failed = false
  private readonly bytes: Bytes
  private readonly end: number
  at: number

  constructor(bytes: Bytes, { data, end }: Pick<Box, 'data' | 'end'>) {
    this.bytes = bytes
    this.at = data
    this.end = end
  }

  /** A whole number of so many bytes: none for a number that is not there, at most 8. */
  next(bytes: number): number {
    if (this.at + bytes > this.end) {
      this.failed = true
      return 0
    }
    let value = 0
    for (let n = 0; n < bytes; n++) value = value * 256 + this.bytes[this.at + n]!
    this.at += bytes
    return value
  }

  /** Letters up to a zero. */
  word(): string {
    const zero = this.bytes.indexOf(0, this.at)
    if (zero < 0 || zero >= this.end) {
      this.failed = true
      return ''
    }
    const word = lettersAt(this.bytes, this.at, Math.min(zero - this.at, 200))
    this.at = zero + 1
    return word
  }
}
