import { parentPort, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { hear } from './sounds/sound.ts'
import { addSilence, addSound, encodeH264, framesPerSecond } from './video-file.ts'
import { cameraMove, clipSize, frameAt, openMouth, readStill, resting } from './video-frames.ts'
import type { ClipOrder } from './videos.ts'

// One clip per thread: encoding keeps a core busy for seconds, and the server must go on answering meanwhile.
const order = workerData as ClipOrder
const { width, height } = (await sharp(order.picture).metadata()).autoOrient
const size = clipSize({ width, height }, order.shorter)
const still = await readStill(order.picture, size)
const move = order.mouth ? resting : cameraMove(order.prompt, order.seed)
const heard = order.sound ? await hear(order.sound) : undefined
const loudness = order.mouth ? await heard?.loudness(framesPerSecond) : undefined
const count = Math.max(1, Math.ceil(order.seconds * framesPerSecond - 1e-6))
const picture = await encodeH264(frames(), size)
const clip = order.sound ? await addSound(picture, order.sound) : await addSilence(picture)
parentPort?.postMessage(clip, [clip.buffer as ArrayBuffer])

function* frames(): Generator<Uint8Array> {
  for (let at = 0; at < count; at++) {
    const frame = frameAt(still, size, move, at / Math.max(1, count - 1))
    if (order.mouth) openMouth(frame, size, order.mouth, loudness?.[at] ?? 0)
    yield frame
  }
}
