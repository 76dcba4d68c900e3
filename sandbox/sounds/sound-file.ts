import { registerFlacEncoder } from '@mediabunny/flac-encoder'
import { registerMp3Encoder } from '@mediabunny/mp3-encoder'
import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  FlacOutputFormat,
  Mp3OutputFormat,
  Output,
  WavOutputFormat,
} from 'mediabunny'
import type { Sound } from './sound.ts'

registerMp3Encoder()
registerFlacEncoder()

export const soundFormats = ['mp3', 'wav', 'pcm', 'flac'] as const
export type SoundFormat = (typeof soundFormats)[number]

export const soundTypes: Readonly<Record<SoundFormat, string>> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
  flac: 'audio/flac',
}

/** Writes a sound as a file; "pcm" is 16 bits a sample and nothing else. `bitrate` counts for MP3 alone. */
export async function soundFile(
  { samples, rate }: Sound,
  format: SoundFormat,
  { channels, bitrate }: { channels: 1 | 2; bitrate: number },
): Promise<Uint8Array> {
  const woven =
    channels === 1
      ? samples
      : Float32Array.from({ length: samples.length * 2 }, (_, at) => samples[at >> 1] ?? 0)
  if (format === 'pcm')
    return new Uint8Array(
      Int16Array.from(woven, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32767)).buffer,
    )
  const target = new BufferTarget()
  const output = new Output({ format: containers[format](), target })
  const source = new AudioSampleSource(
    format === 'mp3'
      ? { codec: 'mp3', bitrate: Math.min(bitrate, mostOf(rate)) }
      : { codec: format === 'wav' ? 'pcm-s16' : 'flac' },
  )
  output.addAudioTrack(source)
  await output.start()
  const sample = new AudioSample({
    data: woven,
    format: 'f32',
    numberOfChannels: channels,
    sampleRate: rate,
    timestamp: 0,
  })
  await source.add(sample)
  sample.close()
  source.close()
  await output.finalize()
  if (!target.buffer) throw new Error('The sound was not written.')
  return new Uint8Array(target.buffer)
}

const containers = {
  mp3: () => new Mp3OutputFormat(),
  wav: () => new WavOutputFormat(),
  flac: () => new FlacOutputFormat(),
}

/** The most bits a second MP3 has at a rate (MPEG 1, 2 and 2.5). */
function mostOf(rate: number): number {
  return rate >= 32_000 ? 320_000 : rate >= 16_000 ? 160_000 : 64_000
}
