import { Worker } from 'node:worker_threads'

/** What to film: a picture's bytes, the clip's shorter side in pixels, its length in seconds. */
export interface ClipOrder {
  readonly picture: Uint8Array
  readonly prompt: string
  readonly seed: number
  readonly shorter: number
  readonly seconds: number
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Makes an MP4 of the picture under a slowly moving camera: H.264 at 12 frames a second, and AAC silence.
 * Clips are made one after the other, each in a thread of its own. Throws when the picture cannot be read.
 */
export function filmPicture(order: ClipOrder): Promise<Buffer> {
  const clip = last.then(() => film(order))
  last = clip.catch(() => undefined)
  return clip
}

function film(order: ClipOrder): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./video-thread.ts', import.meta.url), { workerData: order })
    thread.unref()
    thread.once('message', (clip: Uint8Array) =>
      resolve(Buffer.from(clip.buffer, clip.byteOffset, clip.byteLength)),
    )
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('The clip was not finished.')))
  })
}
