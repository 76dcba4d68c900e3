import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import sharp from 'sharp'
import type { Asset } from '../api.ts'
import { readClip } from '../clip.ts'
import type { Expected } from './asks.ts'

/** What a file turned out to be when it was opened. */
interface Found {
  width?: number
  height?: number
  alpha?: boolean
  seconds?: number
}

async function lookAtPicture(bytes: Uint8Array): Promise<Found> {
  // All of it is decoded: half a file would throw.
  const { isOpaque, channels } = await sharp(bytes).stats()
  if (channels.every(({ stdev }) => stdev < 0.5)) throw new Error('the picture is of one colour')
  const { width = 0, height = 0 } = await sharp(bytes).metadata()
  return { width, height, alpha: !isOpaque }
}

async function lookAtClip(bytes: Uint8Array<ArrayBuffer>): Promise<Found> {
  const { duration, width, height } = await readClip(bytes.buffer)
  return { width, height, seconds: duration }
}

async function lookAtSound(bytes: Uint8Array<ArrayBuffer>): Promise<Found> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  if (!(await input.getPrimaryAudioTrack())) throw new Error('nothing is heard in it')
  const data = Buffer.from(bytes)
  if (data.toString('latin1', 0, 4) === 'RIFF') {
    const loudest = Math.max(
      ...Array.from({ length: 2000 }, (_, n) => Math.abs(data.readInt16LE(400 + n * 20))),
    )
    if (loudest < 500) throw new Error('it is silent')
  }
  return { seconds: await input.computeDuration() }
}

interface Scene {
  meshes?: { primitives: { attributes: { POSITION: number } }[] }[]
  accessors: { count: number }[]
  bufferViews: { byteOffset?: number; byteLength: number }[]
  images?: { bufferView: number }[]
}

/** A body that has faces and wears a picture that opens. */
async function lookAtBody(bytes: Uint8Array): Promise<Found> {
  const data = Buffer.from(bytes)
  if (data.toString('latin1', 0, 4) !== 'glTF' || data.readUInt32LE(8) !== data.length)
    throw new Error('it is no whole GLB')
  const json = data.readUInt32LE(12)
  const scene = JSON.parse(data.toString('utf8', 20, 20 + json)) as Scene
  const corners = scene.accessors[scene.meshes?.[0]?.primitives[0]?.attributes.POSITION ?? -1]?.count ?? 0
  if (corners < 8) throw new Error(`it has ${corners} corners`)
  const view = scene.bufferViews[scene.images?.[0]?.bufferView ?? -1]
  if (!view) throw new Error('it wears no picture')
  const at = 20 + json + 8 + (view.byteOffset ?? 0)
  await lookAtPicture(data.subarray(at, at + view.byteLength))
  return {}
}

function lookAtWords(bytes: Uint8Array, asset: Asset): Promise<Found> {
  const text = new TextDecoder().decode(bytes)
  if (text !== asset.text) throw new Error('the file does not say what the answer says')
  if (text.split(/\s+/).length < 5) throw new Error(`it says no more than: ${text}`)
  return Promise.resolve({})
}

const near = (a: number, b: number, share: number) => Math.abs(a - b) <= share * b

/** Opens a result and says what is not as it has to be; empty when all is. */
export async function objectionsTo(
  asset: Asset,
  bytes: Uint8Array<ArrayBuffer>,
  expected: Expected,
): Promise<string[]> {
  if (asset.kind !== expected.kind) return [`it is ${asset.kind}, not ${expected.kind}`]
  const look = {
    image: lookAtPicture,
    video: lookAtClip,
    audio: lookAtSound,
    model3d: lookAtBody,
    text: (file: Uint8Array) => lookAtWords(file, asset),
  }[expected.kind]
  let found: Found
  try {
    found = await look(bytes)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
  const { width = 0, height = 0, seconds } = found
  const wrong: string[] = []
  if (found.width !== undefined && (width !== asset.width || height !== asset.height))
    wrong.push(`the library says ${asset.width} x ${asset.height}, it is ${width} x ${height}`)
  if (expected.width !== undefined && width !== expected.width)
    wrong.push(`${width} wide, not ${expected.width}`)
  if (expected.height !== undefined && height !== expected.height)
    wrong.push(`${height} high, not ${expected.height}`)
  if (expected.shape !== undefined && !near(width / height, expected.shape, 0.03))
    wrong.push(`${width} x ${height} is not the shape that was asked for`)
  if (expected.wider !== undefined && width < expected.wider) wrong.push(`${width} wide is no larger`)
  if (expected.alpha && !found.alpha) wrong.push('nothing of it is transparent')
  if (expected.seconds !== undefined) {
    if (seconds === undefined || !near(seconds, expected.seconds, 0.15))
      wrong.push(`lasts ${seconds?.toFixed(1)} s, not ${expected.seconds.toFixed(1)} s`)
    if (!near((asset.durationMs ?? 0) / 1000, seconds ?? 0, 0.05))
      wrong.push('the library knows another length')
  }
  return wrong
}
