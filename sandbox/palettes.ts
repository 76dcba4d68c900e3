import type { Random } from './random.ts'

/** Six colours from light to dark, and one that glows. */
export interface Palette {
  readonly shades: readonly [string, string, string, string, string, string]
  readonly glow: string
  readonly night?: true
}

interface NamedPalette extends Palette {
  /** Words in a prompt that ask for these colours outright: colours, times of day. */
  readonly names: string
  /** Words that only suggest them. */
  readonly words: string
}

const palettes: readonly [NamedPalette, ...NamedPalette[]] = [
  {
    names: 'sunset dusk evening golden autumn',
    words: 'warm fire',
    shades: ['#ffe3b0', '#ffb27a', '#f27d62', '#b84a62', '#6b2f5c', '#2b1a3f'],
    glow: '#fff1c9',
  },
  {
    names: 'blue winter navy',
    words: 'sky ice cold calm corporate data cloud mountain snow',
    shades: ['#eaf4ff', '#b9dcf7', '#7db7e8', '#3f86c9', '#1f5596', '#0d2a56'],
    glow: '#ffffff',
  },
  {
    names: 'teal turquoise aqua cyan',
    words: 'sea ocean beach lake water wave boat',
    shades: ['#f0fbf7', '#bfe9e2', '#79cfcb', '#2fa4ab', '#12707f', '#0a3a4a'],
    glow: '#fff4d6',
  },
  {
    names: 'green spring emerald olive',
    words: 'forest nature tree garden plant leaf moss',
    shades: ['#f3f7e4', '#cfe3b4', '#93c07f', '#4f9463', '#265f4b', '#103330'],
    glow: '#fffbe0',
  },
  {
    names: 'night midnight dark neon',
    words: 'moon star space galaxy',
    shades: ['#9fb4ff', '#6d7fd6', '#454f9e', '#2b2f6b', '#181a45', '#0a0b22'],
    glow: '#fdf6d8',
    night: true,
  },
  {
    names: 'pink rose pastel',
    words: 'love flower blossom cherry soft',
    shades: ['#fff0f2', '#ffd0d8', '#f8a3b4', '#dd6f8f', '#96426f', '#43204a'],
    glow: '#fffaf0',
  },
  {
    names: 'orange terracotta',
    words: 'desert sand dune earth clay canyon',
    shades: ['#fff0da', '#f8d0a0', '#e9a066', '#c96f43', '#84402f', '#3c1d1f'],
    glow: '#fff7e2',
  },
  {
    names: 'purple violet lavender lilac',
    words: 'dream magic future ai robot technology',
    shades: ['#f4efff', '#d6c6fb', '#a98df0', '#7558cf', '#43308f', '#1c1549'],
    glow: '#ffe9fb',
  },
  {
    names: 'red crimson scarlet',
    words: 'lava passion strong bold danger',
    shades: ['#ffe9e0', '#ffbda3', '#f77f63', '#d3413e', '#8a1f33', '#3a0d20'],
    glow: '#fff3d0',
  },
  {
    names: 'yellow sunrise morning dawn summer',
    words: 'sun happy lemon honey',
    shades: ['#fffbe3', '#ffeaa1', '#fbcf5c', '#ee9f3c', '#a9603a', '#4c2c33'],
    glow: '#ffffff',
  },
  {
    names: 'grey gray black white monochrome',
    words: 'minimal concrete fog mist rain',
    shades: ['#f7f7f5', '#d9dcdd', '#aab2b7', '#737f88', '#424d57', '#1b232b'],
    glow: '#ffffff',
  },
  {
    names: 'brown beige sepia',
    words: 'coffee wood cosy cozy kitchen leather product shop bread chocolate',
    shades: ['#fbf3e8', '#e9d3b8', '#c9a27a', '#96694a', '#5c3d30', '#2a1b19'],
    glow: '#fff6e4',
  },
]

/** The colours a prompt asks for: a named one first, then a suggested one, else chance decides. */
export function choosePalette(words: readonly string[], random: Random): Palette {
  const asked = firstWith(words, (palette) => palette.names) ?? firstWith(words, (palette) => palette.words)
  const chosen = asked ?? random.pick(palettes)
  const turn = random.between(-7, 7)
  const [a, b, c, d, e, f] = chosen.shades
  return {
    shades: [
      turned(a, turn),
      turned(b, turn),
      turned(c, turn),
      turned(d, turn),
      turned(e, turn),
      turned(f, turn),
    ],
    glow: chosen.glow,
    ...(chosen.night ? { night: true } : {}),
  }
}

function firstWith(
  words: readonly string[],
  list: (palette: NamedPalette) => string,
): NamedPalette | undefined {
  for (const word of words) {
    const singular = word.replace(/(?<=.{3})s$/, '')
    const found = palettes.find((each) =>
      list(each)
        .split(' ')
        .some((name) => name === word || name === singular),
    )
    if (found) return found
  }
  return undefined
}

/** Turns a hex colour's hue by some degrees, so that two runs of one palette differ a little. */
function turned(hex: string, degrees: number): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as [
    number,
    number,
    number,
  ]
  const max = Math.max(r, g, b)
  const min = Math.min(r, g, b)
  const light = (max + min) / 2
  const span = max - min
  if (span === 0) return hex
  const saturation = span / (1 - Math.abs(2 * light - 1))
  const sector = max === r ? ((g - b) / span) % 6 : max === g ? (b - r) / span + 2 : (r - g) / span + 4
  const hue = (sector * 60 + degrees + 360) % 360
  return `hsl(${hue.toFixed(1)},${(saturation * 100).toFixed(1)}%,${(light * 100).toFixed(1)}%)`
}
