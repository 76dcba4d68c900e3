import { imageSize } from 'image-size'
import { Input, MP4, WEBM, type Source } from 'mediabunny'

/** Size in pixels as shown (turned by its orientation), and the length of a clip in milliseconds. */
export interface Measure {
  width: number
  height: number
  durationMs: number | null
}

/** Measures a picture from its own header. Throws when there is none. */
export function measurePicture(bytes: Uint8Array): Measure {
  const { width, height, orientation } = imageSize(bytes)
  const turned = orientation !== undefined && orientation >= 5
  return { width: turned ? height : width, height: turned ? width : height, durationMs: null }
}

/** Do the outer boxes of an MP4 (ISO 14496-12) reach exactly to its end? Half a download has one that goes beyond. */
export async function clipIsWhole(
  bytes: number,
  read: (start: number, end: number) => Promise<Uint8Array>,
): Promise<boolean> {
  let at = 0
  for (let boxes = 0; at < bytes; boxes++) {
    // Fragments are boxes too: a long clip has some hundreds.
    if (at + 8 > bytes || boxes > 200) return at + 8 <= bytes
    const head = await read(at, Math.min(at + 16, bytes))
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
    const short = view.getUint32(0)
    if (short === 0) return true
    const length = short === 1 && head.byteLength === 16 ? Number(view.getBigUint64(8)) : short
    if (length < 8) return false
    at += length
  }
  return at === bytes
}

/** Measures a clip by reading its tables, not its frames. Throws when it holds no video. */
export async function measureClip(source: Source): Promise<Measure> {
  const input = new Input({ source, formats: [MP4, WEBM] })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track) throw new Error('no video track')
    const seconds = await input.computeDuration()
    return { width: track.displayWidth, height: track.displayHeight, durationMs: Math.round(seconds * 1000) }
  } finally {
    input.dispose()
  }
}
