import { parentPort, workerData } from 'node:worker_threads'
import sharp from 'sharp'
import { addSilence, encodeH264, framesPerSecond } from './video-file.ts'
import { cameraMove, clipSize, frameAt, readStill } from './video-frames.ts'
import type { ClipOrder } from './videos.ts'

// One clip per thread: encoding keeps a core busy for seconds, and the server must go on answering meanwhile.
const order = workerData as ClipOrder
const { width, height } = (await sharp(order.picture).metadata()).autoOrient
const size = clipSize({ width, height }, order.shorter)
const still = await readStill(order.picture, size)
const move = cameraMove(order.prompt, order.seed)
const count = order.seconds * framesPerSecond
const clip = await addSilence(await encodeH264(frames(), size))
parentPort?.postMessage(clip, [clip.buffer as ArrayBuffer])

function* frames(): Generator<Uint8Array> {
  for (let at = 0; at < count; at++) yield frameAt(still, size, move, at / (count - 1))
}
