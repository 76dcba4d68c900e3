import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import { fileOf } from './files.ts'

const encoder = new TextEncoder()

/** A tone as WAV: mono, 16 bits, 8 kHz. */
export function wavOf(seconds: number): Uint8Array<ArrayBuffer> {
  const samples = Math.round(seconds * 8000)
  const bytes = new Uint8Array(44 + samples * 2)
  const view = new DataView(bytes.buffer)
  bytes.set(encoder.encode('RIFF'))
  view.setUint32(4, bytes.byteLength - 8, true)
  bytes.set(encoder.encode('WAVEfmt '), 8)
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, 8000, true)
  view.setUint32(28, 16_000, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  bytes.set(encoder.encode('data'), 36)
  view.setUint32(40, samples * 2, true)
  for (let n = 0; n < samples; n++) view.setInt16(44 + n * 2, 9000 * Math.sin(n / 6), true)
  return bytes
}

/** Silence as MP3: frames of MPEG-1 layer III at 128 kbit/s and 44.1 kHz, 417 bytes and 26 ms each. */
export function mp3Of(frames: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(417 * frames)
  for (let n = 0; n < frames; n++) bytes.set([0xff, 0xfb, 0x90, 0xc4], n * 417)
  return bytes
}

/** The sound of the clip alone, in the boxes of an MP4: what phones call a recording. */
export async function recording(): Promise<Uint8Array<ArrayBuffer>> {
  const input = new Input({ source: new BufferSource(fileOf('clip')), formats: [MP4] })
  const track = await input.getPrimaryAudioTrack()
  if (!track?.codec) throw new Error('the clip is silent')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat(), target })
  const sound = new EncodedAudioPacketSource(track.codec)
  output.addAudioTrack(sound)
  await output.start()
  const decoderConfig = await track.getDecoderConfig()
  for await (const packet of new EncodedPacketSink(track).packets())
    await sound.add(packet, decoderConfig ? { decoderConfig } : undefined)
  await output.finalize()
  return new Uint8Array(target.buffer!)
}

/** A triangle as binary glTF. */
export function glbOf(): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify({
    asset: { version: '2.0' },
    buffers: [{ byteLength: 36 }],
    bufferViews: [{ buffer: 0, byteLength: 36 }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] },
    ],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    nodes: [{ mesh: 0 }],
    scenes: [{ nodes: [0] }],
    scene: 0,
  })
  const json = encoder.encode(text.padEnd(Math.ceil(text.length / 4) * 4))
  const bytes = new Uint8Array(12 + 8 + json.byteLength + 8 + 36)
  const view = new DataView(bytes.buffer)
  bytes.set(encoder.encode('glTF'))
  view.setUint32(4, 2, true)
  view.setUint32(8, bytes.byteLength, true)
  view.setUint32(12, json.byteLength, true)
  bytes.set(encoder.encode('JSON'), 16)
  bytes.set(json, 20)
  const at = 20 + json.byteLength
  view.setUint32(at, 36, true)
  bytes.set(encoder.encode('BIN\0'), at + 4)
  ;[0, 0, 0, 1, 0, 0, 0, 1, 0].forEach((number, n) => view.setFloat32(at + 8 + n * 4, number, true))
  return bytes
}
