import { imageSize } from 'image-size'
import { FLAC, Input, MP3, MP4, WAVE, WEBM, type Source } from 'mediabunny'

/** Size in pixels as shown (turned by its orientation), and length in milliseconds; null for what it has not. */
export interface Measure {
  width: number | null
  height: number | null
  durationMs: number | null
}

/** Measures a picture from its own header. Throws when there is none. */
export function measurePicture(bytes: Uint8Array): Measure & { width: number; height: number } {
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

/** A WAV (RIFF) says how long it is; one that was written as a stream says nothing, or the largest number. */
export function wavIsWhole(bytes: Uint8Array): boolean {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true)
  return length === 0 || length === 0xffff_ffff || length + 8 <= bytes.byteLength
}

/**
 * Measures a clip or a sound by reading its tables, not its frames. Without a picture in it, it is a sound. Throws
 * when it holds neither.
 */
export async function measureTimed(source: Source): Promise<Measure> {
  const input = new Input({ source, formats: [MP4, WEBM, MP3, WAVE, FLAC] })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (!track && !(await input.getPrimaryAudioTrack())) throw new Error('neither picture nor sound')
    const durationMs = Math.round((await input.computeDuration()) * 1000)
    if (!track && !(durationMs > 0)) throw new Error('a sound of no length')
    return { width: track?.displayWidth ?? null, height: track?.displayHeight ?? null, durationMs }
  } finally {
    input.dispose()
  }
}
