/** The bytes of a file, or of a part of one. */
export type Bytes = Uint8Array<ArrayBuffer>

export const join = (parts: readonly Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.byteLength
  }
  return all
}

export const same = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === b || (a?.byteLength === b?.byteLength && !!a && a.every((byte, at) => byte === b![at]))

export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

/** Bytes as letters, one each; what lies beyond the end is left out. */
export const lettersAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** Letters as bytes, one each. */
export const letters = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** A number as 2 or 4 bytes, the great end first unless said otherwise. */
export function number(value: number, bytes: 2 | 4, little = false): Bytes {
  const out = new Uint8Array(bytes)
  if (bytes === 2) viewOf(out).setUint16(0, value, little)
  else viewOf(out).setUint32(0, value, little)
  return out
}

/** Packed (zlib) bytes, unpacked; null where they are broken or come to more than `max`. */
export async function unpacked(bytes: Uint8Array, max: number): Promise<Bytes | null> {
  const parts: Uint8Array[] = []
  let sum = 0
  try {
    const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('deflate'))
    const reader = stream.getReader()
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      parts.push(step.value)
      sum += step.value.byteLength
      if (sum <= max) continue
      await reader.cancel()
      return null
    }
  } catch {
    return null
  }
  return join(parts)
}

/** Bytes packed as zlib does. */
export async function packed(bytes: Uint8Array): Promise<Bytes> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1
  return n
})

/** The checksum of PNG and ZIP. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ byte) & 0xff]!
  return ~crc >>> 0
}
