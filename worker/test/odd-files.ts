import { fileOf } from './files.ts'

const encoder = new TextEncoder()

/** A PNG that says it has this size, with hardly any bytes behind it. */
export function pngOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = fileOf('png')
  const view = new DataView(bytes.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}

/** The same picture twice in one GIF: it moves. */
export function movingGif(): Uint8Array<ArrayBuffer> {
  const still = fileOf('gif')
  const flags = still[10]!
  const start = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const frame = still.slice(start, still.lastIndexOf(0x3b))
  return joined(still.slice(0, start), frame, frame, Uint8Array.of(0x3b))
}

/** A PNG that announces two frames (APNG). */
export function movingPng(): Uint8Array<ArrayBuffer> {
  const still = fileOf('png')
  const control = new Uint8Array(20)
  const view = new DataView(control.buffer)
  view.setUint32(0, 8)
  control.set(encoder.encode('acTL'), 4)
  view.setUint32(8, 2)
  // After the header: 8 bytes of signature, 25 of the first chunk.
  return joined(still.slice(0, 33), control, still.slice(33))
}

/** A WebP with the extended header, whose flag says that it moves. */
export function movingWebp(): Uint8Array<ArrayBuffer> {
  const still = fileOf('webp')
  const header = new Uint8Array(18)
  header.set(encoder.encode('VP8X'))
  const view = new DataView(header.buffer)
  view.setUint32(4, 10, true)
  header[8] = 0x02
  header[12] = 47
  header[15] = 31
  const bytes = joined(still.slice(0, 12), header, still.slice(12))
  new DataView(bytes.buffer).setUint32(4, bytes.byteLength - 8, true)
  return bytes
}

/** The first part of a file, as a broken download leaves it. */
export const half = (name: string, share = 0.7): Uint8Array<ArrayBuffer> => {
  const bytes = fileOf(name)
  return bytes.slice(0, Math.floor(bytes.byteLength * share))
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}
