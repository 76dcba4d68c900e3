import { MPEGDecoder } from 'mpg123-decoder'
import {
  ADTS,
  AudioSampleSink,
  BufferSource,
  EncodedPacketSink,
  FLAC,
  Input,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  type InputAudioTrack,
} from 'mediabunny'

/** One channel of sound, -1 to 1. */
export interface Sound {
  readonly rate: number
  readonly samples: Float32Array
}

/** What can be known of a sound file. */
export interface Heard {
  readonly seconds: number
  readonly format: 'mp3' | 'wav' | 'm4a' | 'flac' | 'other'
  /** Null for what cannot be decoded here: AAC, FLAC and other packed kinds. */
  readonly sound: Sound | null
  /** How much there is to hear at each of so many points a second, 0 to 1. */
  readonly loudness: (perSecond: number) => Promise<Float32Array>
}

const formats = {
  MP3: 'mp3',
  WAVE: 'wav',
  MP4: 'm4a',
  'QuickTime File Format': 'm4a',
  FLAC: 'flac',
} as const

/** Listens to a sound file. Throws when it is none. */
export async function hear(bytes: Uint8Array): Promise<Heard> {
  const { input, track } = await openSound(bytes)
  const seconds = await track.computeDuration()
  const { name } = await input.getFormat()
  const sound = await decoded(bytes, track)
  return {
    seconds,
    format: Object.hasOwn(formats, name) ? formats[name as keyof typeof formats] : 'other',
    sound,
    loudness: (perSecond) =>
      sound ? Promise.resolve(levels(sound, perSecond, seconds)) : packetLevels(track, perSecond, seconds),
  }
}

/** Opens a sound file; its packets can be read from the track. Throws when it is none. */
export async function openSound(bytes: Uint8Array): Promise<{ input: Input; track: InputAudioTrack }> {
  const input = new Input({
    formats: [MP3, WAVE, FLAC, MP4, QTFF, OGG, ADTS],
    source: new BufferSource(bytes),
  })
  const track = await input.getPrimaryAudioTrack().catch(() => null)
  if (!track) throw new Error('the file is no sound')
  return { input, track }
}

async function decoded(bytes: Uint8Array, track: InputAudioTrack): Promise<Sound | null> {
  if (track.codec === 'mp3') {
    const decoder = new MPEGDecoder()
    await decoder.ready
    const { channelData, sampleRate } = decoder.decode(bytes)
    decoder.free()
    const [first] = channelData
    return first && first.length > 0 ? { rate: sampleRate, samples: first } : null
  }
  if (!track.codec?.startsWith('pcm')) return null
  const parts: Float32Array[] = []
  for await (const sample of new AudioSampleSink(track).samples()) {
    const part = new Float32Array(sample.numberOfFrames)
    sample.copyTo(part, { planeIndex: 0, format: 'f32-planar' })
    parts.push(part)
    sample.close()
  }
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    samples.set(part, at)
    at += part.length
  }
  return { rate: track.sampleRate, samples }
}

function levels({ samples, rate }: Sound, perSecond: number, seconds: number): Float32Array {
  const step = rate / perSecond
  const out = Float32Array.from({ length: Math.max(1, Math.ceil(seconds * perSecond)) }, (_, at) => {
    const [from, to] = [Math.floor(at * step), Math.min(samples.length, Math.floor((at + 1) * step))]
    let sum = 0
    for (let place = from; place < to; place++) sum += (samples[place] ?? 0) ** 2
    return to > from ? Math.sqrt(sum / (to - from)) : 0
  })
  return evened(out)
}

/** Packets of what is loud are larger: enough to move a mouth by. */
async function packetLevels(
  track: InputAudioTrack,
  perSecond: number,
  seconds: number,
): Promise<Float32Array> {
  const out = new Float32Array(Math.max(1, Math.ceil(seconds * perSecond)))
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const at = Math.min(out.length - 1, Math.max(0, Math.floor(packet.timestamp * perSecond)))
    out[at] = Math.max(out[at] ?? 0, packet.byteLength)
  }
  const least = out.reduce((low, value) => (value > 0 ? Math.min(low, value) : low), Infinity)
  return evened(out.map((value) => Math.max(0, value - least)))
}

/** The loudest becomes 1; what is silent all along stays so. */
function evened(values: Float32Array): Float32Array {
  const peak = values.reduce((most, value) => Math.max(most, value), 0)
  return peak < 1e-4 ? values.fill(0) : values.map((value) => value / peak)
}

/** How high somebody speaks, in hertz (the median of what its loud parts repeat at); null when that cannot be told. */
export function pitchOf({ samples, rate }: Sound): number | null {
  const step = Math.max(1, Math.floor(rate / 8000))
  const low = rate / step
  const small = Float32Array.from(
    { length: Math.floor(samples.length / step) },
    (_, at) => samples[at * step] ?? 0,
  )
  const frame = Math.floor(low * 0.05)
  const found: number[] = []
  for (let start = 0; start + frame * 2 < small.length && found.length < 60; start += frame) {
    const energy = correlation(small, start, 0, frame)
    if (energy / frame < 1e-4) continue
    let best = { lag: 0, value: 0.5 }
    for (let lag = Math.floor(low / 420); lag <= low / 65; lag++) {
      const value = correlation(small, start, lag, frame) / energy
      // A whole number of periods fits as well as one: the shortest wins.
      if (value > best.value * 1.06) best = { lag, value }
    }
    if (best.lag > 0) found.push(low / best.lag)
  }
  return found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? null
}

function correlation(samples: Float32Array, start: number, lag: number, count: number): number {
  let sum = 0
  for (let at = start; at < start + count; at++) sum += (samples[at] ?? 0) * (samples[at + lag] ?? 0)
  return sum
}

/** The sound at another rate. */
export function atRate({ samples, rate }: Sound, wanted: number): Sound {
  if (rate === wanted) return { samples, rate }
  const out = new Float32Array(Math.floor((samples.length * wanted) / rate))
  for (let at = 0; at < out.length; at++) {
    const place = (at * rate) / wanted
    const before = Math.floor(place)
    const [a, b] = [samples[before] ?? 0, samples[before + 1] ?? samples[before] ?? 0]
    out[at] = a + (b - a) * (place - before)
  }
  return { samples: out, rate: wanted }
}
