import type { Inputs } from '../check-inputs.ts'

/** What a run costs, in micro-dollars, and how the catalogue words it (JSONata). */
export interface Price {
  readonly formula: string
  /** `inputs` hold every default; `sound` is the length of the sound that was sent, 0 where none or unknown. */
  micros(inputs: Inputs, sound: number): number
}

export const perRun = (dollars: number): Price => ({
  formula: 'base_price',
  micros: () => micros(dollars),
})

/** By the value of one input. */
export const perChoice = (input: string, dollars: Readonly<Record<string, number>>): Price => ({
  formula: `$lookup(${JSON.stringify(dollars)}, ${input})`,
  micros: (inputs) => micros(dollars[String(inputs[input])] ?? Math.max(...Object.values(dollars))),
})

/** GPT Image 1: by quality, and dearer where the shape is not square ("auto" counts as that: it may become so). */
export const perQualityAndShape = (
  square: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): Price => ({
  formula: `$lookup(size = "1024*1024" ? ${JSON.stringify(square)} : ${JSON.stringify(other)}, quality)`,
  micros: (inputs) =>
    micros((inputs['size'] === '1024*1024' ? square : other)[String(inputs['quality'])] ?? 0),
})

/** By the clip's length and by its shorter side, which `resolution` names or `size` has. */
export const perSecond = (dollars: Readonly<Record<string, number>>): Price => ({
  formula: `$lookup(${JSON.stringify(dollars)}, resolution) * duration`,
  micros: (inputs) => {
    const sides = String(inputs['size'] ?? '')
      .split('*')
      .map(Number)
    const band = inputs['resolution'] ?? `${Math.min(...sides)}p`
    return micros(dollars[String(band)] ?? 0) * Number(inputs['duration'])
  },
})

/** By the length of the sound, in whole blocks of seconds, no fewer and no more than so many. */
export const perSecondOfSound = (
  dollars: Readonly<Record<string, number>>,
  limits: { min: number; max: number; block: number },
): Price => ({
  formula: `$lookup(${JSON.stringify(dollars)}, resolution) * $max([${limits.min}, $ceil(audio_seconds / ${limits.block}) * ${limits.block}])`,
  micros: (inputs, sound) => {
    const blocks = Math.ceil(sound / limits.block - 1e-6) * limits.block
    const seconds = Math.min(limits.max, Math.max(limits.min, blocks))
    return micros(dollars[String(inputs['resolution'])] ?? 0) * seconds
  },
})

/** By the thousand characters of a text, not rounded up. */
export const perThousandCharacters = (dollars: number, input: string): Price => ({
  formula: `base_price * $length(${input}) / 1000`,
  micros: (inputs) => Math.ceil((micros(dollars) * ([...String(inputs[input] ?? '')].length || 1000)) / 1000),
})

function micros(dollars: number): number {
  return Math.round(dollars * 1_000_000)
}
