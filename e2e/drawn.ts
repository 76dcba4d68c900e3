import sharp, { type Sharp } from 'sharp'

// Pictures of our own making, each kind hard in its own way: the same numbers always draw the same picture.

export const drawnKinds = ['scenery', 'grain', 'gradient', 'page', 'poster', 'glass'] as const
export type DrawnKind = (typeof drawnKinds)[number]

/** Draws a picture, as pixels to be written in any type. */
export async function draw(kind: DrawnKind, width: number, height: number, seed = 1): Promise<Sharp> {
  switch (kind) {
    case 'scenery':
      return raw(width, height, 3, scenery(width, height, seed, 6))
    case 'grain':
      return raw(width, height, 3, scenery(width, height, seed, 26))
    case 'gradient':
      return raw(width, height, 3, gradient(width, height, seed))
    case 'page':
      return sharp(Buffer.from(page(width, height, seed))).flatten({ background: '#fff' })
    case 'poster':
      return sharp(Buffer.from(poster(width, height, seed))).flatten({ background: '#fff' })
    case 'glass':
      return sharp(Buffer.from(glass(width, height, seed)))
  }
}

const raw = (width: number, height: number, channels: 3 | 4, data: Uint8Array) =>
  sharp(data, { raw: { width, height, channels } })

/** 0 to 1, the same for the same numbers. */
function chance(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9
    const mixed = Math.imul(state ^ (state >>> 13), 3266489917)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

/** A field of soft lumps of one size. */
function lumps(
  width: number,
  height: number,
  cell: number,
  next: () => number,
): (x: number, y: number) => number {
  const across = Math.ceil(width / cell) + 2
  const grid = Float32Array.from({ length: across * (Math.ceil(height / cell) + 2) }, next)
  const soft = (share: number) => share * share * (3 - 2 * share)
  return (x, y) => {
    const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)]
    const [u, v] = [soft(x / cell - column), soft(y / cell - row)]
    const at = row * across + column
    const above = grid[at]! * (1 - u) + grid[at + 1]! * u
    const below = grid[at + across]! * (1 - u) + grid[at + across + 1]! * u
    return above * (1 - v) + below * v
  }
}

/** Hills, clouds and leaves, as a camera sees them: large lumps and small ones, edges, and the noise of a sensor. */
function scenery(width: number, height: number, seed: number, noise: number): Uint8Array {
  const next = chance(seed)
  const side = Math.max(width, height)
  const layers = [3, 7, 15, 40, 110, 300].map((part) => ({
    of: lumps(width, height, Math.max(2, side / part), next),
    weight: 1 / Math.sqrt(part),
  }))
  const total = layers.reduce((sum, { weight }) => sum + weight, 0)
  const edge = lumps(width, height, side / 4, next)
  const tint = [60 + 120 * next(), 60 + 120 * next(), 60 + 120 * next()]
  const data = new Uint8Array(width * height * 3)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const light = layers.reduce((sum, { of, weight }) => sum + weight * of(x, y), 0) / total
      const ground = edge(x, y) > 0.52 ? 0.7 : 1.15
      for (const color of tint)
        data[at++] = clamp(
          (light - 0.5) * 330 * ground + color + 40 * (1 - y / height) + noise * (next() + next() - 1),
        )
    }
  return data
}

function gradient(width: number, height: number, seed: number): Uint8Array {
  const next = chance(seed)
  const ends = Array.from({ length: 6 }, () => 255 * next())
  const data = new Uint8Array(width * height * 3)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const share = (x / width + y / height) / 2
      for (let c = 0; c < 3; c++) data[at++] = clamp(ends[c]! * (1 - share) + ends[c + 3]! * share + next())
    }
  return data
}

const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)))
const hue = (next: () => number, light = 55) => `hsl(${Math.round(360 * next())} 60% ${light}%)`

/** A screen full of words. */
function page(width: number, height: number, seed: number): string {
  const next = chance(seed)
  const size = Math.max(8, Math.round(height / 42))
  const words = [
    'quiet',
    'paper',
    'ink',
    'harbour',
    'lamp',
    'seven',
    'of',
    'the',
    'and',
    'Wednesday',
    '1,204',
  ]
  const lines = Array.from({ length: Math.floor(height / (size * 1.6)) - 1 }, (_, n) => {
    let line = ''
    while (line.length * size * 0.5 < width * (0.6 + 0.3 * next()))
      line += `${words[Math.floor(next() * words.length)]} `
    return `<text x="${size}" y="${(n + 1.5) * size * 1.6}" font-family="sans-serif" font-size="${size}" fill="${n % 7 ? '#222' : hue(next, 40)}">${line}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fdfdfb"/>${lines.join('')}</svg>`
}

/** Flat colours with sharp edges. */
function poster(width: number, height: number, seed: number): string {
  const next = chance(seed)
  const shapes = Array.from({ length: 14 }, (_, n) =>
    n % 2
      ? `<circle cx="${width * next()}" cy="${height * next()}" r="${height * 0.3 * next()}" fill="${hue(next)}"/>`
      : `<rect x="${width * next()}" y="${height * next()}" width="${width * 0.5 * next()}" height="${height * 0.4 * next()}" fill="${hue(next)}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${hue(next, 85)}"/>${shapes.join('')}</svg>`
}

/** Half transparent shapes on nothing. */
function glass(width: number, height: number, seed: number): string {
  const next = chance(seed)
  const shapes = Array.from({ length: 16 }, (_, n) => {
    const place = `cx="${width * (0.2 + 0.6 * next())}" cy="${height * (0.2 + 0.6 * next())}"`
    return `<radialGradient id="g${n}"><stop offset="0" stop-color="${hue(next)}"/><stop offset="1" stop-color="${hue(next, 30)}" stop-opacity="${next().toFixed(2)}"/></radialGradient><ellipse ${place} rx="${width * 0.3 * next()}" ry="${height * 0.3 * next()}" fill="url(#g${n})" opacity="${(0.3 + 0.7 * next()).toFixed(2)}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapes.join('')}</svg>`
}
