import type { Sound } from './sound.ts'

/** Characters spoken in a second, at speed 1. */
export const charactersPerSecond = 15

export const emotions = ['happy', 'sad', 'angry', 'fearful', 'disgusted', 'surprised', 'neutral'] as const
export type Emotion = (typeof emotions)[number]

/** What to say and how (`<#seconds#>` in the text is a pause): `pitch` in hertz, `speed` 1 as usual, `volume` 1 as usual, `rate` in samples a second. */
export interface Speech {
  readonly text: string
  readonly pitch: number
  readonly speed: number
  readonly volume: number
  readonly emotion: Emotion
  readonly rate: number
}

/** How a mood moves the voice: its height, and how much it swings. */
const moods: Readonly<Record<Emotion, { readonly height: number; readonly swing: number }>> = {
  happy: { height: 1.05, swing: 0.1 },
  sad: { height: 0.93, swing: 0.03 },
  angry: { height: 1.02, swing: 0.13 },
  fearful: { height: 1.1, swing: 0.08 },
  disgusted: { height: 0.96, swing: 0.06 },
  surprised: { height: 1.12, swing: 0.15 },
  neutral: { height: 1, swing: 0.05 },
}

/** The two tones that make a vowel, in hertz. */
const vowels: Readonly<Record<string, readonly [number, number]>> = {
  a: [800, 1250],
  e: [520, 1850],
  i: [310, 2250],
  o: [480, 900],
  u: [330, 780],
  y: [320, 1950],
}
const allVowels = Object.values(vowels)

type Sign = {
  readonly kind: 'vowel' | 'noise' | 'rest'
  readonly tones: readonly [number, number]
  readonly seconds: number
}

/** Says a text in tones: one for each letter, vowels sung, consonants hissed, so that it sounds like somebody far off. */
export function spoken({ text, pitch, speed, volume, emotion, rate }: Speech): Sound {
  const signs = signsOf(text, speed)
  const total = signs.reduce((sum, { seconds }) => sum + seconds, 0)
  const samples = new Float32Array(Math.max(1, Math.round(total * rate)))
  const { height, swing } = moods[emotion]
  const waves = new Map<string, Float32Array>()
  let noise = 1
  let phase = 0
  let end = 0
  for (const { kind, tones, seconds } of signs) {
    const from = Math.round(end * rate)
    end += seconds
    if (kind === 'rest') continue
    const to = Math.min(samples.length, Math.round(end * rate))
    const key = tones.join()
    const wave = waves.get(key) ?? period(tones, pitch * height)
    waves.set(key, wave)
    for (let at = from; at < to; at++) {
      const time = at / rate
      const high = pitch * height * (1 + swing * Math.sin(time * 5.1) * Math.sin(time * 1.7))
      phase = (phase + (high / rate) * wave.length) % wave.length
      noise = (noise * 1103515245 + 12345) & 0x7fffffff
      const voice = wave[Math.floor(phase)] ?? 0
      const hiss = noise / 0x3fffffff - 1
      const shape = Math.min(1, (at - from) / (0.008 * rate), (to - at) / (0.012 * rate))
      const tone = kind === 'vowel' ? voice : voice * 0.35 + hiss * 0.09
      samples[at] = Math.tanh(tone * 0.75 * volume) * shape * 0.8
    }
  }
  return { samples, rate }
}

function signsOf(text: string, speed: number): Sign[] {
  const each = 1 / charactersPerSecond / speed
  return text.split(/(<#\d+(?:\.\d+)?#>)/).flatMap((part): Sign[] => {
    const pause = /^<#([\d.]+)#>$/.exec(part)
    if (pause)
      return [{ kind: 'rest', tones: [0, 0], seconds: Math.min(99.99, Math.max(0.01, Number(pause[1]))) }]
    return [...part].map((character) => signOf(character, each))
  })
}

function signOf(character: string, seconds: number): Sign {
  const letter = character.normalize('NFD').charAt(0).toLowerCase()
  if (!/[\p{L}\p{N}]/u.test(character)) return { kind: 'rest', tones: [0, 0], seconds }
  const vowel = vowels[letter]
  if (vowel) return { kind: 'vowel', tones: vowel, seconds }
  const code = letter.codePointAt(0) ?? 0
  const tones = allVowels[code % allVowels.length] ?? ([500, 1500] as const)
  // Signs of other scripts are syllables or words: they are sung too.
  return { kind: /[a-z]/.test(letter) ? 'noise' : 'vowel', tones, seconds }
}

/** One period of a voice of this height that says a vowel. */
function period([first, second]: readonly [number, number], pitch: number): Float32Array {
  const wave = new Float32Array(1024)
  const near = (tone: number, centre: number, width: number) => Math.exp(-(((tone - centre) / width) ** 2))
  for (let step = 1; step * pitch < 3500; step++) {
    const tone = step * pitch
    const strength = (0.5 / step + near(tone, first, 180) + 0.6 * near(tone, second, 240)) / Math.sqrt(step)
    for (let at = 0; at < wave.length; at++)
      wave[at] = (wave[at] ?? 0) + strength * Math.sin((at / wave.length) * step * Math.PI * 2)
  }
  const peak = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6)
  return wave.map((value) => value / peak)
}
