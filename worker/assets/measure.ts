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
