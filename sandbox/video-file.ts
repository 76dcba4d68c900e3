import encoder from 'h264-mp4-encoder'
import {
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
export async function addSilence(file: Uint8Array): Promise<Uint8Array> {
  const input = new Input({ formats: [MP4], source: new BufferSource(file) })
  const track = await input.getPrimaryVideoTrack()
  const decoderConfig = await track?.getDecoderConfig()
  if (!track || !decoderConfig) throw new Error('The encoder gave no picture track.')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const picture = new EncodedVideoPacketSource('avc')
  const sound = new EncodedAudioPacketSource('aac')
  output.addVideoTrack(picture, { frameRate: framesPerSecond })
  output.addAudioTrack(sound)
  await output.start()
  let end = 0
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await picture.add(packet, { decoderConfig })
    end = Math.max(end, packet.timestamp + packet.duration)
  }
  picture.close()
  const config = { codec: 'mp4a.40.2', sampleRate, numberOfChannels: 2, description: aacConfig }
  const packetSeconds = samplesPerPacket / sampleRate
  // One packet fewer rather than one too many: the sound must never make the clip longer than the picture.
  for (let at = 0; (at + 1) * packetSeconds <= end; at++)
    await sound.add(new EncodedPacket(silence, 'key', at * packetSeconds, packetSeconds), {
      decoderConfig: config,
    })
  sound.close()
  await output.finalize()
  if (!target.buffer) throw new Error('The clip was not written.')
  return new Uint8Array(target.buffer)
}
