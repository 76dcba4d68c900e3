import type { Canvas } from './scenes.ts'

const n = (value: number) => value.toFixed(1)

const skins = ['#f2c9a5', '#e3ab80', '#c98c62', '#a56b46', '#8a5636'] as const
const hairs = ['#2b1d17', '#5a3823', '#8c5a2c', '#c99a4b', '#3a3a40'] as const

/** Words that ask for people. */
export const peopleWords =
  'portrait person people woman man girl boy face selfie avatar speaker presenter couple group family headshot'

/** The SVG body of one or several people, seen from the front: something with a face for those who need one. */
export function people(canvas: Canvas): string {
  const { width, height, palette, words } = canvas
  const many = words.some((word) => ['people', 'group', 'family', 'team'].includes(word))
  const count = many ? 3 : words.includes('couple') ? 2 : 1
  const wall = `<defs><linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0%" stop-color="${palette.shades[2]}"/><stop offset="100%" stop-color="${palette.shades[3]}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#wall)"/>`
  const step = width / count
  return (
    wall +
    Array.from({ length: count }, (_, at) => person(canvas, step * (at + 0.5), step, 1 - at * 0.14)).join('')
  )
}

function person({ height, palette, random }: Canvas, x: number, room: number, scale: number): string {
  const tall = Math.min(height * 0.46, room * 0.62) * scale
  const half = tall * 0.36
  const y = height * 0.4
  const skin = random.pick(skins)
  const hair = random.pick(hairs)
  const shirt = palette.shades[random.next() > 0.5 ? 5 : 4]
  const eye = tall * 0.035
  const long = random.next() > 0.5
  const back = long
    ? `<path d="M${n(x - half * 1.25)} ${n(y + tall * 0.62)}V${n(y - tall * 0.1)}Q${n(x - half * 1.2)} ${n(y - tall * 0.66)} ${n(x)} ${n(y - tall * 0.66)}T${n(x + half * 1.25)} ${n(y - tall * 0.1)}V${n(y + tall * 0.62)}z" fill="${hair}"/>`
    : ''
  const fringe = `<path d="M${n(x - half * 1.08)} ${n(y - tall * 0.1)}Q${n(x - half * 1.1)} ${n(y - tall * 0.64)} ${n(x)} ${n(y - tall * 0.64)}T${n(x + half * 1.08)} ${n(y - tall * 0.1)}Q${n(x + half * 0.8)} ${n(y - tall * 0.36)} ${n(x)} ${n(y - tall * 0.34)}T${n(x - half * 1.08)} ${n(y - tall * 0.1)}z" fill="${hair}"/>`
  const eyes = [-1, 1]
    .map(
      (side) =>
        `<ellipse cx="${n(x + side * half * 0.42)}" cy="${n(y - tall * 0.03)}" rx="${n(eye * 1.25)}" ry="${n(eye * 0.85)}" fill="#fdfdfb"/><circle cx="${n(x + side * half * 0.42)}" cy="${n(y - tall * 0.03)}" r="${n(eye * 0.62)}" fill="#2a2522"/><path d="M${n(x + side * half * 0.42 - eye * 1.5)} ${n(y - tall * 0.11)}q${n(eye * 1.5)} ${n(-eye)} ${n(eye * 3)} 0" fill="none" stroke="${hair}" stroke-width="${n(eye * 0.5)}" stroke-linecap="round"/>`,
    )
    .join('')
  const nose = `<path d="M${n(x)} ${n(y)}q${n(half * 0.14)} ${n(tall * 0.12)} ${n(-half * 0.04)} ${n(tall * 0.14)}" fill="none" stroke="#000" stroke-opacity="0.22" stroke-width="${n(eye * 0.4)}" stroke-linecap="round"/>`
  const mouth = `<path d="M${n(x - half * 0.32)} ${n(y + tall * 0.24)}q${n(half * 0.32)} ${n(tall * 0.08)} ${n(half * 0.64)} 0" fill="none" stroke="#a8424a" stroke-width="${n(eye * 0.75)}" stroke-linecap="round"/>`
  return `${back}<path d="M${n(x - half * 2.1)} ${n(height)}Q${n(x - half * 2)} ${n(y + tall * 0.72)} ${n(x - half * 0.5)} ${n(y + tall * 0.66)}H${n(x + half * 0.5)}Q${n(x + half * 2)} ${n(y + tall * 0.72)} ${n(x + half * 2.1)} ${n(height)}z" fill="${shirt}"/><rect x="${n(x - half * 0.36)}" y="${n(y + tall * 0.4)}" width="${n(half * 0.72)}" height="${n(tall * 0.28)}" fill="${shirt}"/><ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(half)}" ry="${n(tall * 0.5)}" fill="${skin}"/>${fringe}${eyes}${nose}${mouth}`
}
