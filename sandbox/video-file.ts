import encoder from 'h264-mp4-encoder'
import { registerAacEncoder } from '@mediabunny/aac-encoder'
import {
  AudioSample,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import { atRate, hear, openSound } from './sounds/sound.ts'

registerAacEncoder()

/** Frames per second of every clip: enough for a slow camera, cheap enough for a laptop. */
export const framesPerSecond = 12

const sampleRate = 48000
const samplesPerPacket = 1024
/** AudioSpecificConfig of AAC-LC, 48 kHz, two channels. */
const aacConfig = Uint8Array.of(0x11, 0x90)
/** One AAC-LC frame of two silent channels: a channel pair without any spectral data. */
const silence = Uint8Array.of(0x21, 0x10, 0x04, 0x60, 0x8c, 0x1c)

/** Encodes frames (RGBA bytes, all of one even size) to an MP4 file with H.264 picture and no sound. */
export async function encodeH264(
  frames: Iterable<Uint8Array>,
  size: { width: number; height: number },
): Promise<Uint8Array> {
  const h264 = await encoder.createH264MP4Encoder()
  try {
    Object.assign(h264, size, {
      frameRate: framesPerSecond,
      quantizationParameter: 26,
      speed: 8,
      groupOfPictures: framesPerSecond * 2,
    })
    h264.initialize()
    for (const frame of frames) h264.addFrameRgba(frame)
    h264.finalize()
    return h264.FS.readFile(h264.outputFilename)
  } finally {
    h264.delete()
  }
}

/** Packs a silent MP4 anew: index at the front, and beside the picture a track of AAC silence of the same length. */
export function addSilence(file: Uint8Array): Promise<Uint8Array> {
  return packed(file, async (output, end) => {
    const sound = new EncodedAudioPacketSource('aac')
    output.addAudioTrack(sound)
    await output.start()
    const config = { codec: 'mp4a.40.2', sampleRate, numberOfChannels: 2, description: aacConfig }
    const packetSeconds = samplesPerPacket / sampleRate
    // One packet fewer rather than one too many: the sound must never make the clip longer than the picture.
    for (let at = 0; (at + 1) * packetSeconds <= end; at++)
      await sound.add(new EncodedPacket(silence, 'key', at * packetSeconds, packetSeconds), {
        decoderConfig: config,
      })
    sound.close()
  })
}

/** Packs a silent MP4 anew with a sound file's sound as AAC: cut to the picture's length, silence after it. */
export async function addSound(file: Uint8Array, given: Uint8Array): Promise<Uint8Array> {
  const { sound } = await hear(given)
  if (!sound) return addPackets(file, given)
  return packed(file, async (output, end) => {
    const source = new AudioSampleSource({ codec: 'aac', bitrate: 96_000 })
    output.addAudioTrack(source)
    await output.start()
    // An encoder gives out some samples more than it took in.
    const data = new Float32Array(
      Math.max(samplesPerPacket, Math.floor(end * sampleRate) - samplesPerPacket * 3),
    )
    data.set(atRate(sound, sampleRate).samples.subarray(0, data.length))
    const sample = new AudioSample({ data, format: 'f32', numberOfChannels: 1, sampleRate, timestamp: 0 })
    await source.add(sample)
    sample.close()
    source.close()
  })
}

/** The sound as it is packed already, for what cannot be decoded here. */
function addPackets(file: Uint8Array, given: Uint8Array): Promise<Uint8Array> {
  return packed(file, async (output, end) => {
    const { track } = await openSound(given)
    const decoderConfig = await track.getDecoderConfig()
    if (!track.codec || !decoderConfig) throw new Error('the sound is of an unknown kind')
    const source = new EncodedAudioPacketSource(track.codec)
    output.addAudioTrack(source)
    await output.start()
    for await (const packet of new EncodedPacketSink(track).packets())
      if (packet.timestamp + packet.duration <= end) await source.add(packet, { decoderConfig })
    source.close()
  })
}

/** An MP4 with the picture of another, its index at the front; `addTo` adds the sound and starts the output. */
async function packed(
  file: Uint8Array,
  addTo: (output: Output, end: number) => Promise<void>,
): Promise<Uint8Array> {
  const input = new Input({ formats: [MP4], source: new BufferSource(file) })
  const track = await input.getPrimaryVideoTrack()
  const decoderConfig = await track?.getDecoderConfig()
  if (!track || !decoderConfig) throw new Error('The encoder gave no picture track.')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const picture = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(picture, { frameRate: framesPerSecond })
  await addTo(output, await track.computeDuration())
  for await (const packet of new EncodedPacketSink(track).packets())
    await picture.add(packet, { decoderConfig })
  picture.close()
  await output.finalize()
  if (!target.buffer) throw new Error('The clip was not written.')
  return new Uint8Array(target.buffer)
}
