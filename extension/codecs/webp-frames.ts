import { join, letters, lettersAt, number, viewOf, type Bytes } from '../../shared/metadata/bytes.ts'

/** One moment of a WebP that moves: a whole still WebP, and where it stands (even pixels). */
export interface WebpFrame {
  x: number
  y: number
  durationMs: number
  file: Bytes
}

interface Motion {
  width: number
  height: number
  /** 0: for ever. */
  plays: number
  transparent: boolean
}

const number24 = (value: number) => number(value, 4, true).subarray(0, 3)

const chunk = (name: string, ...parts: Uint8Array[]): Bytes => {
  const data = join(parts)
  return join([letters(name), number(data.length, 4, true), data, new Uint8Array(data.length % 2)])
}

/** Puts stills together into a WebP that moves; each replaces what it covers. */
export function animatedWebp(
  { width, height, plays, transparent }: Motion,
  frames: readonly WebpFrame[],
): Bytes {
  const head = Uint8Array.of(0x02 | (transparent ? 0x10 : 0), 0, 0, 0)
  const body = [
    letters('WEBP'),
    chunk('VP8X', head, number24(width - 1), number24(height - 1)),
    chunk('ANIM', new Uint8Array(4), number(Math.min(plays, 0xffff), 2, true)),
    ...frames.map(animationFrame),
  ]
  const length = body.reduce((sum, part) => sum + part.length, 0)
  return join([letters('RIFF'), number(length, 4, true), ...body])
}

function animationFrame({ x, y, durationMs, file }: WebpFrame): Bytes {
  const { width, height, picture } = pictureOf(file)
  // 2: the frame is not blended with what is below it.
  return chunk(
    'ANMF',
    ...[x / 2, y / 2, width - 1, height - 1, Math.min(Math.round(durationMs), 0xffffff)].map(number24),
    Uint8Array.of(2),
    picture,
  )
}

/** The chunks of a still that are its picture, and its size. */
function pictureOf(file: Bytes): { width: number; height: number; picture: Bytes } {
  const view = viewOf(file)
  const chunks: Bytes[] = []
  let size = { width: 0, height: 0 }
  for (let at = 12; at + 8 <= file.length;) {
    const name = lettersAt(file, at, 4)
    const end = at + 8 + view.getUint32(at + 4, true)
    const next = end + (end % 2)
    if (name === 'VP8 ')
      size = {
        width: view.getUint16(at + 14, true) & 0x3fff,
        height: view.getUint16(at + 16, true) & 0x3fff,
      }
    else if (name === 'VP8L') {
      const bits = view.getUint32(at + 9, true)
      size = { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    if (['ALPH', 'VP8 ', 'VP8L'].includes(name)) chunks.push(file.subarray(at, next))
    at = next
  }
  return { ...size, picture: join(chunks) }
}
