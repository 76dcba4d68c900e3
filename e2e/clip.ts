import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'

/** What a video file says of itself, read from its bytes. Seconds and pixels. */
export interface Clip {
  duration: number
  width: number
  height: number
  codec: string
  sound: string | null
}

export async function readClip(bytes: ArrayBuffer): Promise<Clip> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  if (!video) throw new Error('there is no video track in it')
  const audio = await input.getPrimaryAudioTrack()
  return {
    duration: await input.computeDuration(),
    width: video.displayWidth,
    height: video.displayHeight,
    codec: video.codec ?? 'unknown',
    sound: audio?.codec ?? null,
  }
}
