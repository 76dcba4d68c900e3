import {
  blots,
  dice,
  hills,
  leaves,
  lights,
  long,
  photo,
  room,
  shade,
  square,
  tall,
  table,
  wall,
  wide,
  type Drawing,
} from './kit.ts'
import { bricks } from './fresh.ts'

// Neither a face nor a word: whoever sees one here is wrong.

const many = (count: number, seed: number, one: (roll: () => number, at: number) => string) => {
  const roll = dice(seed)
  return Array.from({ length: count }, (_, at) => one(roll, at)).join('')
}
const pick = (roll: () => number, colors: readonly string[]) => colors[Math.floor(roll() * colors.length)]!

const shelf = (w: number, h: number) =>
  wall(w, h, '#5b4532') +
  [0, 1, 2]
    .map((row) => `<rect y="${(row + 1) * (h / 3) - 14}" width="${w}" height="14" fill="#3d2d20"/>`)
    .join('') +
  many(3 * 40, 5, (roll, at) => {
    const [row, x] = [Math.floor(at / 40), (at % 40) * (w / 40)]
    const high = (h / 3) * (0.6 + 0.25 * roll())
    return `<rect x="${x + 2}" y="${(row + 1) * (h / 3) - 14 - high}" width="${w / 40 - 4}" height="${high}" fill="${pick(roll, ['#8c3b2e', '#2e4a6b', '#3f6b4a', '#c7a64a', '#ddd3c2', '#4a3a5c'])}"/>`
  })
const tower = (w: number, h: number) =>
  shade(w, h, '#bcd3e6', '#e8eef2') +
  `<rect x="${0.2 * w}" y="${0.08 * h}" width="${0.5 * w}" height="${h}" fill="#7d8792"/>` +
  many(14 * 9, 9, (roll, at) => {
    const [column, row] = [at % 14, Math.floor(at / 14)]
    return `<rect x="${0.2 * w + 14 + (column * 0.5 * w) / 14.4}" y="${0.12 * h + (row * 0.88 * h) / 9}" width="22" height="48" fill="${pick(roll, ['#dfe9f1', '#3b4854', '#9fb3c4', '#f4e3b0'])}"/>`
  })
const grass = (w: number, h: number) =>
  shade(w, h, '#9fcf6a', '#4f7d33') +
  many(900, 15, (roll) => {
    const [x, y] = [roll() * w, h * (0.3 + 0.75 * roll())]
    return `<path d="M${x} ${y} q${roll() * 20 - 10} ${-40} ${roll() * 40 - 20} ${-80 - roll() * 40}" stroke="${pick(roll, ['#3e6a28', '#6da244', '#86bb57', '#2f531f'])}" stroke-width="${3 + roll() * 4}" fill="none"/>`
  })
const wood = (w: number, h: number) =>
  shade(w, h, '#b98a5a', '#a3764a') +
  many(70, 25, (roll) => {
    const y = roll() * h
    return `<path d="M0 ${y} Q${w * roll()} ${y + 30 * roll() - 15} ${w} ${y + 20 * roll() - 10}" stroke="#6d4a2a" stroke-opacity="${0.15 + 0.4 * roll()}" stroke-width="${1 + 5 * roll()}" fill="none"/>`
  })
const pebbles = (w: number, h: number) =>
  wall(w, h, '#6f675e') +
  many(420, 35, (roll) => {
    const r = 18 + 30 * roll()
    return `<ellipse cx="${roll() * w}" cy="${roll() * h}" rx="${r}" ry="${r * (0.6 + 0.4 * roll())}" fill="${pick(roll, ['#a79c8f', '#8b8177', '#c2b8ab', '#7a726a', '#b39c86', '#d0b9a0'])}" stroke="#4d463f" stroke-width="3"/>`
  })
const fence = (w: number, h: number) =>
  hills(w, h) +
  many(
    Math.ceil(w / 58),
    45,
    (roll, at) =>
      `<rect x="${at * 58}" y="${0.5 * h + 12 * roll()}" width="34" height="${0.45 * h}" fill="#f2ede2"/>`,
  ) +
  `<rect y="${0.6 * h}" width="${w}" height="26" fill="#e3dccd"/><rect y="${0.82 * h}" width="${w}" height="26" fill="#e3dccd"/>`
const night = (w: number, h: number) =>
  shade(w, h, '#0c1226', '#1f2440') +
  many(
    26,
    55,
    (roll, at) =>
      `<rect x="${(at * w) / 26}" y="${h * (0.35 + 0.35 * roll())}" width="${w / 24}" height="${h}" fill="#141828"/>`,
  ) +
  many(
    420,
    56,
    (roll) =>
      `<rect x="${roll() * w}" y="${h * (0.55 + 0.45 * roll())}" width="7" height="10" fill="${pick(roll, ['#ffd98a', '#ffefc4', '#9fc3ff'])}"/>`,
  )
const tiles = (w: number, h: number) =>
  many(Math.ceil(w / 80) * Math.ceil(h / 80), 65, (roll, at) => {
    const across = Math.ceil(w / 80)
    const [x, y] = [(at % across) * 80, Math.floor(at / across) * 80]
    return `<rect x="${x}" y="${y}" width="78" height="78" fill="${pick(roll, ['#2f6f8f', '#f1ede2', '#d7a13b', '#e9e2d0'])}"/><circle cx="${x + 39}" cy="${y + 39}" r="20" fill="${pick(roll, ['#c4553a', '#f1ede2', '#2f6f8f'])}"/>`
  })
const stripes = (w: number, h: number) =>
  wall(w, h, '#f4f1ea') +
  many(Math.ceil(w / 44), 75, (_, at) => `<rect x="${at * 44}" width="22" height="${h}" fill="#27406b"/>`)
const clouds = (w: number, h: number) =>
  shade(w, h, '#5d9fd8', '#d6e8f5') + blots(w, h * 0.7, 85, ['#ffffff', '#f1f5f9', '#e2eaf2'], 60, 70)
const fruit = (w: number, h: number) =>
  table(w, h, '#d9cdbd', '#7b5a3c', 0.5) +
  [
    [0.25, '#c8432f'],
    [0.4, '#d9a72e'],
    [0.55, '#7fa23a'],
    [0.7, '#b5651d'],
  ]
    .map(
      ([x, color]) =>
        `<circle cx="${Number(x) * w}" cy="${0.6 * h}" r="${0.09 * w}" fill="${color}"/><path d="M${Number(x) * w} ${0.6 * h - 0.09 * w} q6 -20 18 -26" stroke="#4a3420" stroke-width="6" fill="none"/>`,
    )
    .join('')
const sockets = (w: number, h: number) =>
  wall(w, h, '#e3d3bf') +
  [0.2, 0.7]
    .map(
      (x) =>
        `<rect x="${x * w - 90}" y="${0.35 * h}" width="180" height="180" rx="22" fill="#f4efe7" stroke="#c9bba8" stroke-width="5"/><circle cx="${x * w - 34}" cy="${0.35 * h + 80}" r="13" fill="#4a4038"/><circle cx="${x * w + 34}" cy="${0.35 * h + 80}" r="13" fill="#4a4038"/>`,
    )
    .join('')

export const emptyDrawings: readonly Drawing[] = [
  { name: 'hills alone', size: wide, layers: [hills(...wide)], look: photo },
  { name: 'leaves alone', size: wide, layers: [leaves(...wide, 101)], look: photo },
  { name: 'lights alone', size: long, layers: [lights(...long, 103)], look: photo },
  { name: 'a room', size: tall, layers: [room(...tall)], look: photo },
  { name: 'bricks', size: wide, layers: [bricks(...wide)], look: photo },
  { name: 'a shelf of books', size: wide, layers: [shelf(...wide)], look: photo },
  { name: 'a tower', size: tall, layers: [tower(...tall)], look: photo },
  { name: 'grass', size: wide, layers: [grass(...wide)], look: photo },
  { name: 'wood', size: square, layers: [wood(...square)], look: photo },
  { name: 'pebbles', size: long, layers: [pebbles(...long)], look: photo },
  { name: 'a fence', size: wide, layers: [fence(...wide)], look: photo },
  { name: 'a city at night', size: wide, layers: [night(...wide)], look: photo },
  { name: 'tiles', size: square, layers: [tiles(...square)] },
  { name: 'stripes', size: wide, layers: [stripes(...wide)] },
  { name: 'clouds', size: long, layers: [clouds(...long)], look: photo },
  { name: 'fruit', size: wide, layers: [fruit(...wide)], look: photo },
  { name: 'two sockets', size: wide, layers: [sockets(...wide)], look: photo },
  {
    name: 'blots of every colour',
    size: wide,
    layers: [
      wall(...wide, '#ddd'),
      blots(...wide, 107, ['#7aa0c4', '#c4a07a', '#8ac47a', '#b07ac4'], 120, 50),
    ],
  },
]
