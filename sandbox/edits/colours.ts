import type { Colour } from '../pixels.ts'

/** What people call colours. */
const named: Readonly<Record<string, Colour>> = {
  red: [214, 40, 40],
  orange: [240, 130, 30],
  yellow: [245, 210, 50],
  green: [50, 150, 70],
  turquoise: [50, 190, 180],
  blue: [40, 95, 205],
  purple: [125, 65, 190],
  pink: [240, 130, 180],
  brown: [125, 80, 45],
  black: [18, 18, 20],
  grey: [128, 130, 132],
  white: [248, 248, 246],
}

const likewise: Readonly<Record<string, string>> = {
  crimson: 'red',
  scarlet: 'red',
  gold: 'yellow',
  golden: 'yellow',
  emerald: 'green',
  olive: 'green',
  teal: 'turquoise',
  cyan: 'turquoise',
  aqua: 'turquoise',
  navy: 'blue',
  violet: 'purple',
  lilac: 'purple',
  lavender: 'purple',
  magenta: 'pink',
  rose: 'pink',
  beige: 'brown',
  gray: 'grey',
  silver: 'grey',
}

export interface NamedColour {
  readonly name: string
  readonly colour: Colour
}

/** The colours a text names, in its order. */
export function coloursIn(text: string): readonly NamedColour[] {
  return (text.toLowerCase().match(/[a-z]+/g) ?? []).flatMap((word) => {
    const name = likewise[word] ?? word
    const colour = named[name]
    return colour ? [{ name, colour }] : []
  })
}

/** What people would call this colour: brightness decides between greys and brown, hue the rest. */
export function nameOf(colour: Colour): string {
  const { hue, saturation, lightness } = toHsl(colour)
  if (lightness < 0.12) return 'black'
  if (lightness > 0.93) return 'white'
  if (saturation < 0.14) return lightness > 0.82 ? 'white' : lightness < 0.2 ? 'black' : 'grey'
  if (hue >= 14 && hue < 48 && lightness < 0.4 && saturation < 0.75) return 'brown'
  if (hue < 14 || hue >= 345) return lightness > 0.72 ? 'pink' : 'red'
  if (hue < 42) return 'orange'
  if (hue < 68) return 'yellow'
  if (hue < 160) return 'green'
  if (hue < 192) return 'turquoise'
  if (hue < 255) return 'blue'
  if (hue < 292) return 'purple'
  return 'pink'
}

export interface Hsl {
  /** Degrees. */
  readonly hue: number
  /** 0 to 1, as the lightness. */
  readonly saturation: number
  readonly lightness: number
}

export function toHsl([r, g, b]: Colour): Hsl {
  const [red, green, blue] = [r / 255, g / 255, b / 255]
  const max = Math.max(red, green, blue)
  const min = Math.min(red, green, blue)
  const lightness = (max + min) / 2
  const span = max - min
  if (span === 0) return { hue: 0, saturation: 0, lightness }
  const sector =
    max === red
      ? ((green - blue) / span + 6) % 6
      : max === green
        ? (blue - red) / span + 2
        : (red - green) / span + 4
  return { hue: sector * 60, saturation: span / (1 - Math.abs(2 * lightness - 1)), lightness }
}

export function fromHsl({ hue, saturation, lightness }: Hsl): Colour {
  const span = saturation * Math.min(lightness, 1 - lightness)
  const channel = (shift: number) => {
    const turn = (shift + hue / 30) % 12
    return 255 * (lightness - span * Math.max(-1, Math.min(turn - 3, 9 - turn, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}

/** How far two colours are apart, 0 to about 441. */
export function apart(a: Colour, b: Colour): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

/** A colour turned into another one, as paint does: hue and strength are the new colour's, light and shade stay. */
export function dyed(old: Colour, paint: Colour): Colour {
  const from = toHsl(old)
  const to = toHsl(paint)
  const lightness = from.lightness * 0.55 + (to.lightness * 0.45 + (from.lightness - 0.5) * 0.2)
  const grey = to.saturation < 0.14
  return fromHsl({
    hue: to.hue,
    saturation: grey ? to.saturation : Math.max(to.saturation * 0.85, from.saturation * 0.6),
    lightness: Math.min(0.97, Math.max(0.03, grey ? from.lightness * 0.3 + to.lightness * 0.7 : lightness)),
  })
}
