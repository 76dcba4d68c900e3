/** A part of a file, in bytes. */
export interface ByteRange {
  offset: number
  length: number
}

/**
 * The one range a `Range` header asks of a file of `size` bytes: null for all of it (no header, another unit,
 * several ranges: RFC 9110 lets us ignore those), `'outside'` when none of it is there.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null | 'outside' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!match) return null
  const [, first = '', last = ''] = match
  if (first === '') {
    if (last === '') return null
    const length = Math.min(Number(last), size)
    return length > 0 ? { offset: size - length, length } : 'outside'
  }
  const offset = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < offset) return null
  return offset < size ? { offset, length: end - offset + 1 } : 'outside'
}
