import { hear, pitchOf } from '../sounds/sound.ts'
import { emotions, type Emotion } from '../sounds/speak.ts'
import { soundFormats, soundTypes, type SoundFormat } from '../sounds/sound-file.ts'
import { speak } from '../sounds/speeches.ts'
import { failedBecause } from './failure.ts'
import { amount, inputs, onOff, oneOf, sound, sync, text, upTo } from './inputs.ts'
import { fileOf, numberOf, textOf, type Job, type Made, type Work } from './job.ts'
import type { Model } from './model.ts'
import { perRun, perThousandCharacters } from './prices.ts'

const rates = [8000, 16000, 22050, 24000, 32000, 44100] as const

async function said(job: Job, words: string, pitch: number): Promise<readonly Made[]> {
  const format = (textOf(job, 'format') || 'mp3') as SoundFormat
  const bytes = await speak({
    speech: {
      text: words,
      pitch: pitch * 2 ** (numberOf(job, 'pitch', 0) / 12),
      speed: numberOf(job, 'speed', 1),
      volume: numberOf(job, 'volume', 1),
      emotion: (textOf(job, 'emotion') || 'neutral') as Emotion,
      rate: numberOf(job, 'sample_rate', 32_000),
    },
    format,
    channels: textOf(job, 'channel') === '2' ? 2 : 1,
    bitrate: numberOf(job, 'bitrate', 128_000),
  })
  return [{ bytes, type: soundTypes[format], ending: format }]
}

const speakText: Work = async (job) => {
  const id = textOf(job, 'voice_id')
  const pitch = job.voices.speakWith(job.account, id, Date.now())
  if (pitch === null) throw failedBecause(1403, `voice_id "${id}" does not exist`)
  return said(job, textOf(job, 'text'), pitch)
}

/** The clone speaks as high as its recording; where that cannot be heard, some pitch of its own. */
const cloneVoice: Work = async (job) => {
  const recording = fileOf(job, 'audio')
  const heard = await hear(recording)
  if (!['mp3', 'm4a', 'wav'].includes(heard.format))
    throw failedBecause(1403, 'audio must be MP3, M4A or WAV')
  const pitch = (heard.sound && pitchOf(heard.sound)) ?? 100 + (recording.length % 140)
  const id = textOf(job, 'custom_voice_id')
  if (!job.voices.clone(job.account, id, pitch, Date.now()))
    throw failedBecause(1403, `custom_voice_id "${id}" exists already`)
  return said(job, textOf(job, 'text') || 'Hello, this is my voice.', pitch)
}

const speechModels = [
  'speech-02-hd',
  'speech-02-turbo',
  'speech-2.5-hd-preview',
  'speech-2.5-turbo-preview',
  'speech-2.6-hd',
  'speech-2.6-turbo',
  'speech-2.8-hd',
  'speech-2.8-turbo',
] as const

export const voiceModels: readonly Model[] = [
  {
    path: 'minimax/voice-clone',
    name: 'MiniMax Voice Clone',
    description: 'A voice from a recording, to speak with later.',
    type: 'text-to-audio',
    schema: inputs({
      'audio*': sound,
      'custom_voice_id*': {
        type: 'string',
        minLength: 8,
        pattern: {
          test: '^[A-Za-z][A-Za-z0-9]*$',
          says: 'must start with a letter and consist of letters and digits',
        },
      },
      'model*': oneOf('speech-02-hd', ...speechModels),
      need_noise_reduction: onOff,
      need_volume_normalization: onOff,
      accuracy: amount(0, 1, 0.7),
      text: upTo(2000),
      language_boost: text,
    }),
    price: perRun(0.5),
    work: cloneVoice,
  },
  {
    path: 'minimax/speech-02-hd',
    name: 'MiniMax Speech 02 HD',
    description: 'Says a text.',
    type: 'text-to-audio',
    schema: inputs({
      'text*': { ...upTo(10_000), description: '<#seconds#> makes a pause of 0.01 to 99.99 seconds.' },
      'voice_id*': text,
      speed: amount(0.5, 2, 1),
      volume: amount(0.1, 10, 1),
      pitch: amount(-12, 12),
      emotion: oneOf('happy', ...emotions),
      english_normalization: onOff,
      sample_rate: oneOf(null, ...rates),
      bitrate: oneOf(null, 32000, 64000, 128000, 256000),
      channel: oneOf(null, '1', '2'),
      format: oneOf(null, ...soundFormats),
      language_boost: text,
      ...sync,
    }),
    price: perThousandCharacters(0.05, 'text'),
    work: speakText,
  },
]
