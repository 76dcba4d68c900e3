import type { Palette } from './palettes.ts'
import { people, peopleWords } from './portraits.ts'
import type { Random } from './random.ts'

/** What a scene draws with: the size in pixels, the colours, and the stream that makes it one of a kind. */
export interface Canvas {
  readonly width: number
  readonly height: number
  readonly palette: Palette
  readonly random: Random
  readonly words: readonly string[]
}

type Scene = (canvas: Canvas) => string

interface NamedScene {
  readonly words: string
  readonly draw: Scene
}

const n = (value: number) => value.toFixed(1)

const scenes: readonly [NamedScene, ...NamedScene[]] = [
  {
    words: 'mountain hill forest tree nature valley desert dune sunrise landscape canyon hike park green',
    draw: hills,
  },
  { words: 'sea ocean beach lake water boat sail island coast harbour river sunset', draw: sea },
  {
    words: 'city office town street skyline startup business company building tower night job career',
    draw: city,
  },
  {
    words: 'product coffee cup mug bottle vase candle shop perfume lamp tea kitchen pot plant glass jar bag',
    draw: stillLife,
  },
  {
    words: 'wave flow music data future ai abstract cloud dream fabric technology robot magic',
    draw: ribbons,
  },
  { words: 'geometric pattern poster logo minimal shape bauhaus design idea team', draw: shapes },
]

/** The SVG body of the scene the words ask for; without a known word, chance decides. */
export function drawScene(canvas: Canvas): string {
  if (asksForPeople(canvas)) return people(canvas)
  const asked = canvas.words.map((word) =>
    scenes.find((scene) => scene.words.split(' ').includes(singular(word))),
  )
  return (asked.find((scene) => scene !== undefined) ?? canvas.random.pick(scenes)).draw(canvas)
}

/** The SVG body of something for sale, standing on a table; or of people, when they are asked for. */
export function drawProduct(canvas: Canvas): string {
  return asksForPeople(canvas) ? people(canvas) : stillLife(canvas)
}

function asksForPeople({ words }: Canvas): boolean {
  return words.some((word) => peopleWords.split(' ').includes(word))
}

const singular = (word: string) => word.replace(/(?<=.{3})s$/, '')

function gradient(id: string, stops: readonly string[], slope = 'x1="0" y1="0" x2="0" y2="1"'): string {
  const step = 100 / (stops.length - 1)
  const parts = stops.map((colour, at) => `<stop offset="${n(at * step)}%" stop-color="${colour}"/>`)
  return `<linearGradient id="${id}" ${slope}>${parts.join('')}</linearGradient>`
}

function glow(id: string, colour: string, strength: number): string {
  return `<radialGradient id="${id}"><stop offset="0%" stop-color="${colour}" stop-opacity="${strength}"/><stop offset="45%" stop-color="${colour}" stop-opacity="${n(strength * 0.35)}"/><stop offset="100%" stop-color="${colour}" stop-opacity="0"/></radialGradient>`
}

function sky(
  { width, height, palette, random }: Canvas,
  sunAt: { x: number; y: number; size: number },
): string {
  const [a, b, c, d, e, f] = palette.shades
  const stops = palette.night ? [f, e, d, c] : [c, b, a, palette.glow]
  const stars = palette.night
    ? Array.from(
        { length: 90 },
        () =>
          `<circle cx="${n(random.next() * width)}" cy="${n(random.next() * height * 0.6)}" r="${n(random.between(0.4, 1.7) * (height / 900))}" fill="#fff" opacity="${n(random.between(0.3, 1))}"/>`,
      ).join('')
    : ''
  const { x, y, size } = sunAt
  return `<defs>${gradient('sky', stops)}${glow('halo', palette.glow, 0.95)}</defs><rect width="${width}" height="${height}" fill="url(#sky)"/>${stars}<circle cx="${n(x)}" cy="${n(y)}" r="${n(size * 4.2)}" fill="url(#halo)"/><circle cx="${n(x)}" cy="${n(y)}" r="${n(size)}" fill="${palette.glow}" opacity="${palette.night ? 0.95 : 0.9}"/>`
}

/** The height of a ridge, -1 to 1, at a place across the picture: a few waves laid over each other. */
function ridge(random: Random, roughness: number): (share: number) => number {
  const waves = [1, 2.3, 4.1, 8.7, 17].map((speed, at) => ({
    speed: speed * random.between(0.8, 1.25),
    size: roughness ** at,
    phase: random.between(0, Math.PI * 2),
  }))
  const total = waves.reduce((sum, wave) => sum + wave.size, 0)
  return (share) =>
    waves.reduce((sum, wave) => sum + wave.size * Math.sin(share * wave.speed * 3 + wave.phase), 0) / total
}

function hills(canvas: Canvas): string {
  const { width, height, palette, random, words } = canvas
  const size = Math.min(width, height) * random.between(0.05, 0.085)
  const sun = { x: width * random.between(0.25, 0.75), y: height * random.between(0.24, 0.42), size }
  const wooded = words.some((word) => ['forest', 'tree', 'trees', 'pine', 'wood', 'woods'].includes(word))
  const layers = [1, 2, 3, 4, 5].map((level) => {
    const shape = ridge(random, level < 3 ? 0.55 : 0.36)
    const base = height * (0.4 + level * 0.105)
    const swing = height * random.between(0.07, 0.11)
    const points = Array.from({ length: 97 }, (_, at) => ({
      x: (at / 96) * width,
      y: base - shape(at / 96) * swing,
    }))
    const outline = points.map(({ x, y }) => `${n(x)},${n(y)}`).join(' ')
    const near = palette.shades[Math.min(5, level)] ?? palette.shades[5]
    const far = palette.shades[level - 1] ?? palette.shades[0]
    const trees =
      wooded && level >= 3
        ? points
            .filter((_, at) => at % (7 - level) === 0)
            .map(({ x, y }) => {
              const tall = height * 0.022 * level * random.between(0.5, 1)
              return `<path d="M${n(x)} ${n(y - tall)}l${n(tall * 0.24)} ${n(tall * 1.15)}h${n(-tall * 0.48)}z" fill="${near}"/>`
            })
            .join('')
        : ''
    return `<defs>${gradient(`hill${level}`, [near, level === 5 ? near : far])}</defs><polygon points="0,${height} ${outline} ${width},${height}" fill="url(#hill${level})"/>${trees}`
  })
  const birds = Array.from({ length: 3 }, (_, at) => {
    const x = sun.x + width * random.between(-0.16, 0.16)
    const y = sun.y + height * (0.03 * at - 0.08)
    const wing = height * 0.011
    return `<path d="M${n(x - wing)} ${n(y - wing * 0.5)}q${n(wing * 0.5)} ${n(-wing * 0.2)} ${n(wing)} ${n(wing * 0.5)}q${n(wing * 0.5)} ${n(-wing * 0.7)} ${n(wing)} ${n(-wing * 0.5)}" fill="none" stroke="${palette.shades[4]}" stroke-width="${n(height * 0.0028)}" stroke-linecap="round"/>`
  })
  return sky(canvas, sun) + layers.join('') + (palette.night ? '' : birds.join(''))
}

function sea(canvas: Canvas): string {
  const { width, height, palette, random } = canvas
  const horizon = height * random.between(0.5, 0.58)
  const size = Math.min(width, height) * random.between(0.07, 0.1)
  const sun = { x: width * random.between(0.3, 0.7), y: horizon - size * random.between(0.3, 1.4), size }
  const shape = ridge(random, 0.5)
  const coast = Array.from({ length: 49 }, (_, at) => {
    const share = at / 48
    return `${n(share * width)},${n(horizon - Math.max(0, shape(share)) * height * 0.09)}`
  })
  const glints = Array.from({ length: 46 }, () => {
    const depth = random.next() ** 1.4
    const y = horizon + depth * (height - horizon)
    const spread = size * (0.6 + depth * 3)
    const wide = size * random.between(0.15, 0.75) * (0.35 + depth)
    return `<rect x="${n(sun.x + random.between(-1, 1) * spread * 0.5 - wide / 2)}" y="${n(y)}" width="${n(wide)}" height="${n(height * (0.0016 + depth * 0.004))}" rx="${n(height * 0.002)}" fill="${palette.glow}" opacity="${n(0.85 - depth * 0.5)}"/>`
  })
  const swell = [0, 1, 2, 3].map((level) => {
    const y = horizon + (height - horizon) * (0.24 + level * 0.2)
    const lift = height * 0.012 * (level + 1)
    const bend = random.between(-1, 1) * lift
    return `<path d="M0 ${n(y)}Q${n(width * 0.25)} ${n(y - lift + bend)} ${n(width * 0.5)} ${n(y)}T${width} ${n(y)}V${height}H0z" fill="${palette.shades[Math.min(5, level + 3)]}" opacity="0.38"/>`
  })
  const boat = { x: width * random.between(0.12, 0.88), s: height * random.between(0.035, 0.06) }
  const deck = horizon + height * 0.035
  const sail = `<path d="M${n(boat.x)} ${n(deck - boat.s * 1.9)}q${n(boat.s * 0.9)} ${n(boat.s)} ${n(boat.s * 0.8)} ${n(boat.s * 1.7)}h${n(-boat.s * 0.8)}zM${n(boat.x - boat.s * 0.12)} ${n(deck - boat.s * 1.6)}q${n(-boat.s * 0.55)} ${n(boat.s * 0.8)} ${n(-boat.s * 0.6)} ${n(boat.s * 1.4)}h${n(boat.s * 0.6)}z" fill="${palette.shades[0]}"/><path d="M${n(boat.x - boat.s)} ${n(deck - boat.s * 0.1)}h${n(boat.s * 2)}q${n(-boat.s * 0.2)} ${n(boat.s * 0.4)} ${n(-boat.s * 0.5)} ${n(boat.s * 0.42)}h${n(-boat.s)}q${n(-boat.s * 0.3)} 0 ${n(-boat.s * 0.5)} ${n(-boat.s * 0.42)}z" fill="${palette.shades[5]}"/>`
  return `${sky(canvas, sun)}<defs>${gradient('sea', [palette.shades[2], palette.shades[3], palette.shades[5]])}</defs><polygon points="0,${n(horizon)} ${coast.join(' ')} ${width},${n(horizon)}" fill="${palette.shades[3]}" opacity="0.75"/><rect y="${n(horizon)}" width="${width}" height="${n(height - horizon)}" fill="url(#sea)"/>${swell.join('')}${glints.join('')}${sail}`
}

function city(canvas: Canvas): string {
  const { width, height, palette, random } = canvas
  const sun = {
    x: width * random.between(0.2, 0.8),
    y: height * random.between(0.26, 0.46),
    size: Math.min(width, height) * random.between(0.08, 0.12),
  }
  const rows = [0, 1, 2].map((level) => {
    const colour = palette.shades[level + 3] ?? palette.shades[5]
    const unit = width / (17 - level * 3)
    const parts: string[] = []
    for (let x = -unit * random.next(); x < width;) {
      const wide = unit * random.between(0.6, 1.35)
      const tall = height * (0.2 + random.next() ** 1.6 * 0.34) * (1.15 - level * 0.2)
      const top = height * (0.86 + level * 0.03) - tall
      parts.push(
        `<rect x="${n(x)}" y="${n(top)}" width="${n(wide)}" height="${n(height - top)}" fill="${colour}"/>`,
      )
      if (random.next() > 0.72)
        parts.push(
          `<rect x="${n(x + wide * 0.46)}" y="${n(top - tall * 0.14)}" width="${n(wide * 0.06)}" height="${n(tall * 0.14)}" fill="${colour}"/>`,
        )
      const cell = unit * 0.17
      const windows = level > 0 ? height : 0
      for (let wy = top + cell; wy < windows; wy += cell * 1.7)
        for (let wx = x + cell * 0.7; wx < x + wide - cell; wx += cell * 1.35)
          if (random.next() > 0.62)
            parts.push(
              `<rect x="${n(wx)}" y="${n(wy)}" width="${n(cell * 0.55)}" height="${n(cell * 0.8)}" fill="${palette.glow}" opacity="${n(random.between(0.25, 0.85))}"/>`,
            )
      x += wide * random.between(0.98, 1.12)
    }
    const haze = `<rect width="${width}" height="${height}" fill="url(#haze)" opacity="${n(0.5 - level * 0.2)}"/>`
    return parts.join('') + haze
  })
  const haze = `<defs><linearGradient id="haze" x1="0" y1="0" x2="0" y2="1"><stop offset="45%" stop-color="${palette.shades[1]}" stop-opacity="0"/><stop offset="100%" stop-color="${palette.shades[1]}" stop-opacity="0.9"/></linearGradient></defs>`
  return sky(canvas, sun) + haze + rows.join('')
}

function ribbons({ width, height, palette, random }: Canvas): string {
  const count = 9
  const parts = Array.from({ length: count }, (_, at) => {
    const shape = ridge(random, 0.3)
    const base = height * (0.16 + (at / count) * 0.86)
    const swing = height * random.between(0.1, 0.2)
    const points = Array.from(
      { length: 61 },
      (_step, step) =>
        `${n((step / 60) * width)},${n(base + shape((step / 60) * 0.55) * swing - (step / 60) * height * 0.1)}`,
    )
    const tone = (at / (count - 1)) * 4.2 + 0.8
    const first = palette.shades[Math.floor(tone)] ?? palette.shades[5]
    const second = palette.shades[Math.min(5, Math.floor(tone) + 1)] ?? palette.shades[5]
    return `<defs>${gradient(`ribbon${at}`, [first, second, first], 'x1="0" y1="0" x2="1" y2="0.35"')}</defs><polygon points="0,${height} ${points.join(' ')} ${width},${height}" fill="url(#ribbon${at})" opacity="0.86"/><polyline points="${points.join(' ')}" fill="none" stroke="${palette.glow}" stroke-width="${n(height * 0.0022)}" opacity="0.35"/>`
  })
  return `<defs>${gradient('back', [palette.glow, palette.shades[0], palette.shades[1]])}${glow('halo', palette.glow, 0.9)}</defs><rect width="${width}" height="${height}" fill="url(#back)"/>${parts.join('')}<circle cx="${n(width * random.between(0.2, 0.8))}" cy="${n(height * 0.18)}" r="${n(height * 0.5)}" fill="url(#halo)" opacity="0.55"/>`
}

function shapes({ width, height, palette, random }: Canvas): string {
  const unit = Math.min(width, height)
  const parts = Array.from({ length: 11 }, (_, at) => {
    const size = unit * random.between(0.1, 0.4) * (at < 3 ? 1.35 : 0.85)
    const x = width * random.between(0.08, 0.92)
    const y = height * random.between(0.08, 0.86)
    const first = palette.shades[Math.floor(random.between(0, 5))] ?? palette.shades[2]
    const second = palette.shades[Math.floor(random.between(2, 6))] ?? palette.shades[4]
    const fill = `url(#shape${at})`
    const turn = `transform="rotate(${random.pick([0, 45, 90, 135])} ${n(x)} ${n(y)})"`
    const form = random.pick([
      `<circle cx="${n(x)}" cy="${n(y)}" r="${n(size)}" fill="${fill}"/>`,
      `<path d="M${n(x - size)} ${n(y)}a${n(size)} ${n(size)} 0 0 1 ${n(size * 2)} 0z" fill="${fill}" ${turn}/>`,
      `<rect x="${n(x - size * 0.8)}" y="${n(y - size * 0.8)}" width="${n(size * 1.6)}" height="${n(size * 1.6)}" rx="${n(size * 0.18)}" fill="${fill}" ${turn}/>`,
      `<circle cx="${n(x)}" cy="${n(y)}" r="${n(size * 0.8)}" fill="none" stroke="${fill}" stroke-width="${n(size * 0.22)}"/>`,
      `<path d="M${n(x - size)} ${n(y + size)}v${n(-size * 2)}a${n(size * 2)} ${n(size * 2)} 0 0 1 ${n(size * 2)} ${n(size * 2)}z" fill="${fill}" ${turn}/>`,
    ])
    return `<defs>${gradient(`shape${at}`, [first, second], 'x1="0" y1="0" x2="1" y2="1"')}</defs><g opacity="${n(random.between(0.72, 0.96))}">${form}</g>`
  })
  return `<defs>${gradient('back', [palette.glow, palette.shades[0], palette.shades[1]], 'x1="0" y1="0" x2="1" y2="1"')}</defs><rect width="${width}" height="${height}" fill="url(#back)"/>${parts.join('')}`
}

function stillLife({ width, height, palette, random, words }: Canvas): string {
  const unit = Math.min(width, height)
  const table = height * random.between(0.66, 0.72)
  const x = width * random.between(0.42, 0.58)
  const floor = table + (height - table) * 0.4
  const tall = unit * random.between(0.4, 0.5)
  const half = tall * random.between(0.26, 0.36)
  const top = floor - tall
  const neck = half * random.between(0.25, 0.6)
  const vase = `M${n(x - neck)} ${n(top)}C${n(x - neck)} ${n(top + tall * 0.35)} ${n(x - half * 1.25)} ${n(top + tall * 0.3)} ${n(x - half * 1.1)} ${n(top + tall * 0.68)}Q${n(x - half)} ${n(floor)} ${n(x - half * 0.55)} ${n(floor)}H${n(x + half * 0.55)}Q${n(x + half)} ${n(floor)} ${n(x + half * 1.1)} ${n(top + tall * 0.68)}C${n(x + half * 1.25)} ${n(top + tall * 0.3)} ${n(x + neck)} ${n(top + tall * 0.35)} ${n(x + neck)} ${n(top)}z`
  const bottle = `M${n(x - neck * 0.7)} ${n(top)}V${n(top + tall * 0.24)}Q${n(x - half)} ${n(top + tall * 0.34)} ${n(x - half)} ${n(top + tall * 0.5)}V${n(floor - half * 0.14)}Q${n(x - half)} ${n(floor)} ${n(x - half * 0.86)} ${n(floor)}H${n(x + half * 0.86)}Q${n(x + half)} ${n(floor)} ${n(x + half)} ${n(floor - half * 0.14)}V${n(top + tall * 0.5)}Q${n(x + half)} ${n(top + tall * 0.34)} ${n(x + neck * 0.7)} ${n(top + tall * 0.24)}V${n(top)}z`
  const cup = `M${n(x - half * 1.15)} ${n(top + tall * 0.36)}Q${n(x - half * 1.15)} ${n(floor)} ${n(x - half * 0.5)} ${n(floor)}H${n(x + half * 0.5)}Q${n(x + half * 1.15)} ${n(floor)} ${n(x + half * 1.15)} ${n(top + tall * 0.36)}z`
  const brim = top + tall * 0.42
  const lamp = `M${n(x - half * 0.6)} ${n(top)}H${n(x + half * 0.6)}L${n(x + half * 1.35)} ${n(brim)}H${n(x + half * 0.07)}V${n(floor - half * 0.22)}H${n(x + half * 0.6)}Q${n(x + half * 0.8)} ${n(floor)} ${n(x + half * 0.8)} ${n(floor)}H${n(x - half * 0.8)}Q${n(x - half * 0.8)} ${n(floor)} ${n(x - half * 0.6)} ${n(floor - half * 0.22)}H${n(x - half * 0.07)}V${n(brim)}H${n(x - half * 1.35)}z`
  const named = words.includes('lamp') ? lamp : words.includes('bottle') ? bottle : null
  const drink = words.some((word) => ['coffee', 'cup', 'mug', 'tea', 'cups', 'mugs'].includes(word))
  const body = drink ? cup : (named ?? random.pick([vase, bottle, cup]))
  const wall = random.pick([palette.shades[0], palette.shades[1]])
  return `<defs>${gradient('wall', [wall, palette.shades[1], palette.shades[2]])}${gradient('table', [palette.shades[3], palette.shades[4]])}${gradient('body', [palette.shades[4], palette.shades[2], palette.glow, palette.shades[2], palette.shades[5]], 'x1="0" y1="0" x2="1" y2="0.15"')}${glow('lamp', palette.glow, 0.9)}${glow('shade', palette.shades[5], 0.75)}</defs><rect width="${width}" height="${height}" fill="url(#wall)"/><circle cx="${n(x - width * 0.22)}" cy="${n(height * 0.24)}" r="${n(unit * 0.75)}" fill="url(#lamp)"/><circle cx="${n(x + half * 0.9)}" cy="${n(top + tall * 0.32)}" r="${n(tall * 0.62)}" fill="${palette.shades[2]}" opacity="0.5"/><rect y="${n(table)}" width="${width}" height="${n(height - table)}" fill="url(#table)"/><rect y="${n(table)}" width="${width}" height="${n(height * 0.004)}" fill="${palette.glow}" opacity="0.4"/><ellipse cx="${n(x + half * 0.5)}" cy="${n(floor)}" rx="${n(half * 2.3)}" ry="${n(half * 0.42)}" fill="url(#shade)"/><path d="${body}" fill="url(#body)"/><path d="M${n(x - half * 0.5)} ${n(top + tall * 0.5)}q${n(-half * 0.12)} ${n(tall * 0.2)} ${n(half * 0.04)} ${n(tall * 0.36)}" fill="none" stroke="#fff" stroke-width="${n(half * 0.09)}" stroke-linecap="round" opacity="${body === lamp ? 0 : 0.5}"/>`
}
