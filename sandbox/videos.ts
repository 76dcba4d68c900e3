import { inThread } from './threads.ts'

/** Where somebody speaks: a mouth in the picture, as shares of its width and height. */
export interface Mouth {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What to film: a picture's bytes, the clip's shorter side in pixels, its length in seconds. */
export interface ClipOrder {
  readonly picture: Uint8Array
  readonly prompt: string
  readonly seed: number
  readonly shorter: number
  readonly seconds: number
  /** A sound file to be heard: cut to the clip, silence after it. */
  readonly sound?: Uint8Array
  /** With it the camera rests, and this mouth opens as the sound is loud. */
  readonly mouth?: Mouth
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Makes an MP4 of the picture: H.264 at 12 frames a second, and AAC (the given sound, else silence). Clips are made
 * one after the other, each in a thread of its own. Throws when the picture or the sound cannot be read.
 */
export function filmPicture(order: ClipOrder): Promise<Buffer> {
  const clip = last.then(() => film(order))
  last = clip.catch(() => undefined)
  return clip
}

async function film(order: ClipOrder): Promise<Buffer> {
  return Buffer.from(await inThread<Uint8Array>(new URL('./video-thread.ts', import.meta.url), order))
}
