// What scenes are drawn of: SVG, as strings.

/** The same numbers for the same seed, 0 to 1. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
}

const skins = ['#f3cfb3', '#e0ac86', '#c68863', '#9a6340', '#6b4226', '#f7ddc8']
const hairs = ['#2b1d14', '#6b4423', '#b98a4a', '#1a1a1f', '#8a8a8a', '#7a2e1c']

/** A head, `wide` pixels across, its middle at (x, y). */
export function face(x: number, y: number, wide: number, look: number, drawn = false): string {
  const skin = skins[look % skins.length]!
  const hair = hairs[(look * 5 + 1) % hairs.length]!
  const w = wide / 2
  const high = w * 1.3
  const at = (dx: number, dy: number) => `${x + dx * w} ${y + dy * high}`
  const stroke = drawn ? ` stroke="#222" stroke-width="${wide / 40}"` : ''
  const eye = (side: number) =>
    `<ellipse cx="${x + side * 0.4 * w}" cy="${y - 0.12 * high}" rx="${0.16 * w}" ry="${0.08 * high}" fill="#fff"/>
     <circle cx="${x + side * 0.4 * w}" cy="${y - 0.12 * high}" r="${0.11 * w}" fill="#3a2a20"/>
     <path d="M${at(side * 0.22, -0.28)} Q${at(side * 0.4, -0.36)} ${at(side * 0.6, -0.27)}" stroke="${hair}" stroke-width="${w * 0.08}" fill="none"/>
     <ellipse cx="${x + side * 0.4 * w}" cy="${y - 0.15 * high}" rx="${0.22 * w}" ry="${0.1 * high}" fill="#000" opacity="0.12"/>`
  return `<defs><radialGradient id="s${look}-${Math.round(x)}" cx="0.42" cy="0.4" r="0.75"><stop offset="0.4" stop-color="${skin}"/><stop offset="1" stop-color="${skin}" stop-opacity="0.75"/></radialGradient></defs>
    <ellipse cx="${x}" cy="${y - 0.22 * high}" rx="${1.06 * w}" ry="${0.86 * high}" fill="${hair}"/>
    <ellipse cx="${x}" cy="${y}" rx="${0.92 * w}" ry="${0.98 * high}" fill="#5a3a28"/>
    <ellipse cx="${x}" cy="${y}" rx="${0.92 * w}" ry="${0.98 * high}" fill="url(#s${look}-${Math.round(x)})"${stroke}/>
    <path d="M${at(-0.93, -0.3)} Q${at(-0.5, -1.3)} ${at(0, -0.98)} Q${at(0.6, -1.25)} ${at(0.93, -0.3)} Q${at(0.5, -0.72)} ${at(0, -0.66)} Q${at(-0.6, -0.7)} ${at(-0.93, -0.3)}" fill="${hair}"/>
    ${eye(-1)}${eye(1)}
    <path d="M${at(0.04, 0)} L${at(0.13, 0.24)} L${at(-0.08, 0.26)}" stroke="#000" stroke-opacity="0.25" stroke-width="${w * 0.05}" fill="none"/>
    <path d="M${at(-0.36, 0.5)} Q${at(0, 0.7)} ${at(0.36, 0.5)} Q${at(0, 0.56)} ${at(-0.36, 0.5)}" fill="#a8433f" stroke="#7d2f2c" stroke-width="${w * 0.05}"/>`
}

/** Neck, shoulders and chest below such a head. */
export function body(x: number, y: number, wide: number, look: number, down: number): string {
  const w = wide / 2
  const skin = skins[look % skins.length]!
  const cloth = ['#2f4a6d', '#7b3f52', '#3d6b4f', '#c9b458', '#e6e6ea', '#33333a'][look % 6]!
  return `<rect x="${x - 0.4 * w}" y="${y + 0.9 * w}" width="${0.8 * w}" height="${w}" fill="${skin}"/>
    <path d="M${x - 2.1 * w} ${down} L${x - 1.9 * w} ${y + 2.6 * w} Q${x - 1.6 * w} ${y + 1.8 * w} ${x - 0.5 * w} ${y + 1.6 * w} Q${x} ${y + 2.1 * w} ${x + 0.5 * w} ${y + 1.6 * w} Q${x + 1.6 * w} ${y + 1.8 * w} ${x + 1.9 * w} ${y + 2.6 * w} L${x + 2.1 * w} ${down} Z" fill="${cloth}"/>`
}

export function words(
  text: string,
  x: number,
  y: number,
  high: number,
  color: string,
  { anchor = 'start', weight = 700, rtl = false, slant = false, font = 'DejaVu Sans' } = {},
): string {
  const lines = text.split('\n')
  const one = (line: string, at: number) =>
    `<text x="${x}" y="${y + at * high * 1.25}" font-family="${font}" font-weight="${weight}"${slant ? ' font-style="italic"' : ''} font-size="${high}" fill="${color}" text-anchor="${anchor}"${rtl ? ' direction="rtl"' : ''}>${line}</text>`
  return lines.map(one).join('')
}

/** How the strokes of a letter run in a square of 10 by 10, for scripts that few machines have a typeface of. */
const letters: Record<string, string> = {
  日: 'M2 1V9 M2 1H8V9 M2 5H8 M2 9H8',
  本: 'M5 0V10 M1 3H9 M5 3L1 8 M5 3L9 8 M3 8H7',
  山: 'M5 1V9 M1 4V9H9V4',
  田: 'M1 1H9V9H1Z M5 1V9 M1 5H9',
  中: 'M1 3H9V7H1Z M5 0V10',
  大: 'M1 4H9 M5 0V4Q4 7 1 10 M5 4Q6 7 9 10',
  王: 'M1 1H9 M2 5H8 M1 9H9 M5 1V9',
  木: 'M5 0V10 M1 3H9 M5 3L1 9 M5 3L9 9',
  न: 'M8 0V10 M8 5H3 M3 5A1 1 0 1 0 3.1 5',
  म: 'M8 0V10 M3 0V7 M3 7H8 M3 7A1 1 0 1 0 3.1 7',
  त: 'M8 0V10 M8 4H5Q2 5 3 9',
  व: 'M8 0V10 M8 6A2.5 2.5 0 1 1 8 4',
}

/** A line of such letters from its left upper corner; `head` joins them as Devanagari does. */
export function strokes(
  text: string,
  x: number,
  y: number,
  high: number,
  color: string,
  { down = false, head = false } = {},
): string {
  const scale = high / 10
  const one = (letter: string, at: number) => {
    const [dx, dy] = down ? [0, at * high * 1.2] : [at * high * (head ? 0.95 : 1.15), 0]
    return `<path transform="translate(${x + dx} ${y + dy}) scale(${scale})" d="${letters[letter]}${head ? ' M-0.3 0H10' : ''}" fill="none" stroke="${color}" stroke-width="${head ? 1.1 : 0.95}"/>`
  }
  return [...text].map(one).join('')
}

interface Visage {
  skin: string
  hair: string
  glasses?: boolean
  beard?: boolean
  laughing?: boolean
  /** Hair down to the shoulders. */
  locks?: boolean
  /** Degrees. */
  tilt?: number
  /** How far nose, eyes and mouth have moved aside: shares of half the width. */
  turn?: number
}

/** A head of another make than `face`, with ears, `wide` pixels across. */
export function visage(
  x: number,
  y: number,
  wide: number,
  { skin, hair, glasses, beard, laughing, locks, tilt = 0, turn = 0 }: Visage,
): string {
  const w = wide / 2
  const h = w * 1.28
  const px = (dx: number) => x + dx * w
  const py = (dy: number) => y + dy * h
  const eye = (side: number) => {
    const cx = px(side * 0.38 + turn)
    const rx = 0.15 * w * (1 - side * turn * 0.8)
    return `<ellipse cx="${cx}" cy="${py(-0.1)}" rx="${rx}" ry="${0.075 * h}" fill="#f7f4ef"/><circle cx="${cx + turn * 0.2 * w}" cy="${py(-0.1)}" r="${0.085 * w}" fill="#2b1c12"/><path d="M${cx - 0.2 * w} ${py(-0.24)} q${0.2 * w} ${-0.07 * h} ${0.4 * w} 0" stroke="${hair}" stroke-width="${0.07 * w}" fill="none"/>${
      glasses
        ? `<rect x="${cx - 0.25 * w}" y="${py(-0.24)}" width="${0.5 * w}" height="${0.28 * h}" rx="${0.12 * w}" fill="none" stroke="#1d1d22" stroke-width="${0.05 * w}"/>`
        : ''
    }`
  }
  return `<g transform="rotate(${tilt} ${x} ${y})">
    ${locks ? `<path d="M${px(-1.05)} ${py(1.05)} Q${px(-1.25)} ${py(-1.2)} ${x} ${py(-1.12)} Q${px(1.25)} ${py(-1.2)} ${px(1.05)} ${py(1.05)} Z" fill="${hair}"/>` : ''}
    <ellipse cx="${px(-0.92)}" cy="${y}" rx="${0.13 * w}" ry="${0.18 * h}" fill="${skin}"/><ellipse cx="${px(0.92)}" cy="${y}" rx="${0.13 * w}" ry="${0.18 * h}" fill="${skin}"/>
    <path d="M${px(-0.9)} ${py(-0.2)} Q${px(-0.9)} ${py(-1)} ${x} ${py(-1)} Q${px(0.9)} ${py(-1)} ${px(0.9)} ${py(-0.2)} Q${px(0.85)} ${py(0.75)} ${x} ${py(1)} Q${px(-0.85)} ${py(0.75)} ${px(-0.9)} ${py(-0.2)}" fill="${skin}"/>
    <path d="M${px(-0.94)} ${py(-0.15)} Q${px(-1.05)} ${py(-1.12)} ${x} ${py(-1.12)} Q${px(1.05)} ${py(-1.12)} ${px(0.94)} ${py(-0.15)} Q${px(0.75)} ${py(-0.62)} ${px(0.2)} ${py(-0.66)} Q${px(-0.6)} ${py(-0.7)} ${px(-0.94)} ${py(-0.15)}" fill="${hair}"/>
    ${beard ? `<path d="M${px(-0.88)} ${py(0.1)} Q${px(-0.8)} ${py(0.85)} ${x} ${py(1.04)} Q${px(0.8)} ${py(0.85)} ${px(0.88)} ${py(0.1)} Q${px(0.5 + turn)} ${py(0.38)} ${px(turn)} ${py(0.36)} Q${px(-0.5 + turn)} ${py(0.38)} ${px(-0.88)} ${py(0.1)}" fill="${hair}"/>` : ''}
    ${eye(-1)}${eye(1)}
    <path d="M${px(turn)} ${py(0)} l${(0.08 + 0.5 * turn) * w} ${0.22 * h} l${-0.16 * w} ${0.02 * h}" stroke="#000" stroke-opacity="0.3" stroke-width="${0.05 * w}" fill="none"/>
    ${
      laughing
        ? `<path d="M${px(turn - 0.34)} ${py(0.45)} Q${px(turn)} ${py(0.5)} ${px(turn + 0.34)} ${py(0.45)} Q${px(turn)} ${py(0.85)} ${px(turn - 0.34)} ${py(0.45)}" fill="#7a1f24"/><path d="M${px(turn - 0.26)} ${py(0.49)} H${px(turn + 0.26)}" stroke="#fff" stroke-width="${0.07 * w}"/>`
        : `<path d="M${px(turn - 0.28)} ${py(0.54)} Q${px(turn)} ${py(0.64)} ${px(turn + 0.28)} ${py(0.54)}" stroke="#933f3d" stroke-width="${0.11 * w}" fill="none"/>`
    }</g>`
}

export const bottle = (x: number, y: number, high: number, color: string) =>
  `<path d="M${x - 0.07 * high} ${y - high} h${0.14 * high} v${0.25 * high} q${0.12 * high} ${0.08 * high} ${0.12 * high} ${0.2 * high} v${0.55 * high} h${-0.38 * high} v${-0.55 * high} q0 ${-0.12 * high} ${0.12 * high} ${-0.2 * high} Z" fill="${color}"/>
   <rect x="${x - 0.19 * high}" y="${y - 0.42 * high}" width="${0.38 * high}" height="${0.22 * high}" fill="#f6f1e4"/>`
export const mug = (x: number, y: number, high: number, color: string) =>
  `<rect x="${x - 0.4 * high}" y="${y - high}" width="${0.8 * high}" height="${high}" rx="${0.1 * high}" fill="${color}"/>
   <path d="M${x + 0.4 * high} ${y - 0.8 * high} q${0.4 * high} 0 ${0.4 * high} ${0.3 * high} q0 ${0.3 * high} ${-0.4 * high} ${0.3 * high}" fill="none" stroke="${color}" stroke-width="${0.1 * high}"/>`
export const shoe = (x: number, y: number, wide: number, color: string) =>
  `<path d="M${x - wide / 2} ${y} v${-0.35 * wide} q${0.15 * wide} ${0.08 * wide} ${0.28 * wide} 0 q${0.2 * wide} ${0.2 * wide} ${0.5 * wide} ${0.2 * wide} q${0.22 * wide} 0 ${0.22 * wide} ${0.15 * wide} Z" fill="${color}"/>
   <rect x="${x - wide / 2}" y="${y - 0.02 * wide}" width="${wide}" height="${0.07 * wide}" fill="#f2f2f2"/>`
export const parcel = (x: number, y: number, wide: number, color: string) =>
  `<rect x="${x - wide / 2}" y="${y - 0.8 * wide}" width="${wide}" height="${0.8 * wide}" fill="${color}"/>
   <rect x="${x - 0.06 * wide}" y="${y - 0.8 * wide}" width="${0.12 * wide}" height="${0.8 * wide}" fill="#e9d9a0"/>`

// What stands behind it.

export const wall = (w: number, h: number, color: string) =>
  `<rect width="${w}" height="${h}" fill="${color}"/>`
export const shade = (w: number, h: number, from: string, to: string) =>
  `<defs><linearGradient id="bg" x1="0" y1="0" x2="0.3" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs><rect width="${w}" height="${h}" fill="url(#bg)"/>`
export const table = (w: number, h: number, back: string, top: string, at = 0.62) =>
  `${wall(w, h, back)}<rect y="${at * h}" width="${w}" height="${(1 - at) * h}" fill="${top}"/><rect y="${at * h}" width="${w}" height="6" fill="#000" opacity="0.12"/>`
export const room = (w: number, h: number) =>
  `${shade(w, h, '#d9d2c5', '#b7ab9a')}<rect x="${0.06 * w}" y="${0.1 * h}" width="${0.22 * w}" height="${0.4 * h}" fill="#cfe0ea"/><rect x="${0.168 * w}" y="${0.1 * h}" width="4" height="${0.4 * h}" fill="#8f8577"/><rect y="${0.8 * h}" width="${w}" height="${0.2 * h}" fill="#8b7355"/><rect x="${0.7 * w}" y="${0.5 * h}" width="${0.26 * w}" height="${0.34 * h}" fill="#7c6f60"/>`
export const hills = (w: number, h: number) =>
  `${shade(w, h, '#8fc1ea', '#e8f1f5')}<path d="M0 ${0.62 * h} Q${0.25 * w} ${0.4 * h} ${0.5 * w} ${0.6 * h} T${w} ${0.55 * h} V${h} H0 Z" fill="#7fa163"/><path d="M0 ${0.78 * h} Q${0.3 * w} ${0.66 * h} ${0.6 * w} ${0.8 * h} T${w} ${0.75 * h} V${h} H0 Z" fill="#5c8047"/>`
/** Blots of these colours all over. */
export function blots(
  w: number,
  h: number,
  seed: number,
  colors: readonly string[],
  count: number,
  size: number,
): string {
  const roll = dice(seed)
  return Array.from({ length: count }, () => {
    const r = size * (0.4 + roll())
    return `<ellipse cx="${roll() * w}" cy="${roll() * h}" rx="${r}" ry="${r * (0.5 + roll())}" fill="${colors[Math.floor(roll() * colors.length)]}" opacity="${0.5 + roll() / 2}"/>`
  }).join('')
}
export const leaves = (w: number, h: number, seed: number) =>
  wall(w, h, '#3f5f36') +
  blots(w, h, seed, ['#4d7341', '#2f4d2b', '#5f8a4c', '#38572f', '#6d9656'], 500, w / 40)
export const lights = (w: number, h: number, seed: number) =>
  wall(w, h, '#20222c') + blots(w, h, seed, ['#4a4250', '#5a4a3c', '#2f3a52', '#6b5a40'], 60, w / 18)

export type Kind = 'face' | 'text' | 'thing'

export interface Drawing {
  name: string
  size: readonly [number, number]
  /** SVG, from the back to the front; a layer that has a kind is a subject. */
  layers: readonly (string | { kind: Kind; svg: string })[]
  look?: Look
}

export interface Look {
  /** Standard deviation of the noise of each colour, of 255. */
  noise?: number
  /** Pixels. */
  blur?: number
  /** Of the light: 1 leaves it. */
  dark?: number
  /** Of the contrast: 1 leaves it. */
  flat?: number
  grey?: true
}

export const wide = [1200, 800] as const
export const tall = [800, 1200] as const
export const square = [1000, 1000] as const
export const long = [1500, 750] as const

interface Person {
  x: number
  y: number
  wide: number
  look: number
  drawn?: boolean
}
export const people = (down: number, ...all: readonly Person[]) => [
  ...all.map(({ x, y, wide, look }) => body(x, y, wide, look, down)),
  ...all.map(({ x, y, wide, look, drawn }) => ({
    kind: 'face' as const,
    svg: face(x, y, wide, look, drawn),
  })),
]
export const text = (...of: Parameters<typeof words>) => ({ kind: 'text' as const, svg: words(...of) })
export const thing = (drawing: string) => ({ kind: 'thing' as const, svg: drawing })

export const photo: Look = { noise: 7, blur: 1.2 }
