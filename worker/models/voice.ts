import type { Model } from '../../shared/model.ts'

/** Models that speak, and that learn to speak as somebody. */
export const voiceModels: readonly Model[] = [
  {
    id: 'wavespeed/minimax-speech-02-hd',
    task: 'speak',
    title: 'MiniMax Speech 02 HD',
    bestFor: 'A natural voice in the mood you choose; your own cloned voices too',
    tier: 'standard',
    strengths: ['quality'],
    cost: { per: '1k-chars', of: 'text', micros: 50_000 },
    costBasis: 'documented',
    extras: {
      mood: {
        kind: 'choice',
        label: 'Mood',
        options: ['Neutral', 'Happy', 'Sad', 'Angry', 'Fearful', 'Disgusted', 'Surprised'],
        // The vendor's own default is happy.
        default: 'Neutral',
      },
      speed: { kind: 'number', label: 'Pace', min: 0.5, max: 2, step: 0.05, default: 1 },
      pitch: {
        kind: 'number',
        label: 'Pitch',
        help: 'Lower or higher, in half tones',
        min: -12,
        max: 12,
        step: 1,
        default: 0,
      },
      volume: { kind: 'number', label: 'Loudness', min: 0.1, max: 10, step: 0.1, default: 1 },
      numbers: {
        kind: 'switch',
        label: 'Read numbers and dates as in English',
        help: 'A little slower',
        default: false,
      },
      // Raw samples ("pcm") are left out: nothing plays them.
      format: { kind: 'choice', fine: true, label: 'File', options: ['MP3', 'WAV', 'FLAC'], default: 'MP3' },
      rate: {
        kind: 'choice',
        fine: true,
        label: 'Samples a second',
        options: ['Automatic', '8000', '16000', '22050', '24000', '32000', '44100'],
        default: 'Automatic',
      },
      bitrate: {
        kind: 'choice',
        fine: true,
        label: 'Bits a second of an MP3',
        options: ['Automatic', '32000', '64000', '128000', '256000'],
        default: 'Automatic',
      },
      channels: {
        kind: 'choice',
        fine: true,
        label: 'Channels',
        options: ['Automatic', 'Mono', 'Stereo'],
        default: 'Automatic',
      },
    },
    typicalSeconds: 15,
    wire: {
      path: 'minimax/speech-02-hd',
      // Its `language_boost` is left out: which words it takes is not documented.
      rename: {
        voice: 'voice_id',
        mood: 'emotion',
        numbers: 'english_normalization',
        rate: 'sample_rate',
        channels: 'channel',
      },
      values: {
        mood: {
          Neutral: 'neutral',
          Happy: 'happy',
          Sad: 'sad',
          Angry: 'angry',
          Fearful: 'fearful',
          Disgusted: 'disgusted',
          Surprised: 'surprised',
        },
        format: { MP3: 'mp3', WAV: 'wav', FLAC: 'flac' },
        rate: {
          Automatic: null,
          '8000': 8000,
          '16000': 16_000,
          '22050': 22_050,
          '24000': 24_000,
          '32000': 32_000,
          '44100': 44_100,
        },
        bitrate: {
          Automatic: null,
          '32000': 32_000,
          '64000': 64_000,
          '128000': 128_000,
          '256000': 256_000,
        },
        channels: { Automatic: null, Mono: '1', Stereo: '2' },
      },
    },
  },
  {
    id: 'wavespeed/minimax-voice-clone',
    task: 'clone-voice',
    title: 'MiniMax Voice Clone',
    bestFor: 'A voice of your own to speak with, from one clean recording',
    tier: 'premium',
    strengths: ['people'],
    cost: { per: 'run', micros: 500_000 },
    costBasis: 'code',
    costNote: 'The seed has no price; code that calls it has $0.50.',
    extras: {
      engine: {
        kind: 'choice',
        label: 'Made for',
        options: ['02 HD', '02 Turbo', '2.5 HD', '2.5 Turbo', '2.6 HD', '2.6 Turbo', '2.8 HD', '2.8 Turbo'],
        default: '02 HD',
      },
      denoise: { kind: 'switch', label: 'Take noise out of the recording', default: false },
      level: { kind: 'switch', label: 'Even out its loudness', default: false },
      accuracy: {
        kind: 'number',
        label: 'How strictly what it says is checked',
        min: 0,
        max: 1,
        step: 0.05,
        default: 0.7,
      },
    },
    limits: { audio: { types: ['audio/mpeg', 'audio/mp4', 'audio/wav'] } },
    typicalSeconds: 30,
    wire: {
      path: 'minimax/voice-clone',
      named: 'custom_voice_id',
      // Its `language_boost` is left out: which words it takes is not documented.
      rename: {
        engine: 'model',
        denoise: 'need_noise_reduction',
        level: 'need_volume_normalization',
      },
      values: {
        engine: {
          '02 HD': 'speech-02-hd',
          '02 Turbo': 'speech-02-turbo',
          '2.5 HD': 'speech-2.5-hd-preview',
          '2.5 Turbo': 'speech-2.5-turbo-preview',
          '2.6 HD': 'speech-2.6-hd',
          '2.6 Turbo': 'speech-2.6-turbo',
          '2.8 HD': 'speech-2.8-hd',
          '2.8 Turbo': 'speech-2.8-turbo',
        },
      },
    },
  },
]
