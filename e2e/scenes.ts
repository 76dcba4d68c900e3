import sharp from 'sharp'

// Pictures drawn by code, of many kinds, each with what it is about and where that stands.

export interface Box {
  left: number
  top: number
  /** The first column and row that no longer belong to it. */
  right: number
  bottom: number
}

export interface Scene {
  name: string
  width: number
  height: number
  /** A PNG, or a JPEG where it is like a photograph. */
  file: Buffer
  type: 'image/png' | 'image/jpeg'
  /** In pixels of the file. */
  subjects: { kind: 'face' | 'text' | 'thing'; box: Box }[]
}

type Kind = Scene['subjects'][number]['kind']

interface Drawing {
  name: string
  size: readonly [number, number]
  /** SVG, from the back to the front; a layer that has a kind is a subject. */
  layers: readonly (string | { kind: Kind; svg: string })[]
  look?: Look
}

interface Look {
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

const svg = ([width, height]: readonly [number, number], body: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`,
  )

// What stands in the pictures.

const skins = ['#f3cfb3', '#e0ac86', '#c68863', '#9a6340', '#6b4226', '#f7ddc8']
const hairs = ['#2b1d14', '#6b4423', '#b98a4a', '#1a1a1f', '#8a8a8a', '#7a2e1c']

/** A head, `wide` pixels across, its middle at (x, y). */
function face(x: number, y: number, wide: number, look: number, drawn = false): string {
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
function body(x: number, y: number, wide: number, look: number, down: number): string {
  const w = wide / 2
  const skin = skins[look % skins.length]!
  const cloth = ['#2f4a6d', '#7b3f52', '#3d6b4f', '#c9b458', '#e6e6ea', '#33333a'][look % 6]!
  return `<rect x="${x - 0.4 * w}" y="${y + 0.9 * w}" width="${0.8 * w}" height="${w}" fill="${skin}"/>
    <path d="M${x - 2.1 * w} ${down} L${x - 1.9 * w} ${y + 2.6 * w} Q${x - 1.6 * w} ${y + 1.8 * w} ${x - 0.5 * w} ${y + 1.6 * w} Q${x} ${y + 2.1 * w} ${x + 0.5 * w} ${y + 1.6 * w} Q${x + 1.6 * w} ${y + 1.8 * w} ${x + 1.9 * w} ${y + 2.6 * w} L${x + 2.1 * w} ${down} Z" fill="${cloth}"/>`
}

function words(
  text: string,
  x: number,
  y: number,
  high: number,
  color: string,
  { anchor = 'start', weight = 700, rtl = false } = {},
): string {
  const lines = text.split('\n')
  const one = (line: string, at: number) =>
    `<text x="${x}" y="${y + at * high * 1.25}" font-family="DejaVu Sans" font-weight="${weight}" font-size="${high}" fill="${color}" text-anchor="${anchor}"${rtl ? ' direction="rtl"' : ''}>${line}</text>`
  return lines.map(one).join('')
}

const bottle = (x: number, y: number, high: number, color: string) =>
  `<path d="M${x - 0.07 * high} ${y - high} h${0.14 * high} v${0.25 * high} q${0.12 * high} ${0.08 * high} ${0.12 * high} ${0.2 * high} v${0.55 * high} h${-0.38 * high} v${-0.55 * high} q0 ${-0.12 * high} ${0.12 * high} ${-0.2 * high} Z" fill="${color}"/>
   <rect x="${x - 0.19 * high}" y="${y - 0.42 * high}" width="${0.38 * high}" height="${0.22 * high}" fill="#f6f1e4"/>`
const mug = (x: number, y: number, high: number, color: string) =>
  `<rect x="${x - 0.4 * high}" y="${y - high}" width="${0.8 * high}" height="${high}" rx="${0.1 * high}" fill="${color}"/>
   <path d="M${x + 0.4 * high} ${y - 0.8 * high} q${0.4 * high} 0 ${0.4 * high} ${0.3 * high} q0 ${0.3 * high} ${-0.4 * high} ${0.3 * high}" fill="none" stroke="${color}" stroke-width="${0.1 * high}"/>`
const shoe = (x: number, y: number, wide: number, color: string) =>
  `<path d="M${x - wide / 2} ${y} v${-0.35 * wide} q${0.15 * wide} ${0.08 * wide} ${0.28 * wide} 0 q${0.2 * wide} ${0.2 * wide} ${0.5 * wide} ${0.2 * wide} q${0.22 * wide} 0 ${0.22 * wide} ${0.15 * wide} Z" fill="${color}"/>
   <rect x="${x - wide / 2}" y="${y - 0.02 * wide}" width="${wide}" height="${0.07 * wide}" fill="#f2f2f2"/>`
const parcel = (x: number, y: number, wide: number, color: string) =>
  `<rect x="${x - wide / 2}" y="${y - 0.8 * wide}" width="${wide}" height="${0.8 * wide}" fill="${color}"/>
   <rect x="${x - 0.06 * wide}" y="${y - 0.8 * wide}" width="${0.12 * wide}" height="${0.8 * wide}" fill="#e9d9a0"/>`

// What stands behind it.

const wall = (w: number, h: number, color: string) => `<rect width="${w}" height="${h}" fill="${color}"/>`
const shade = (w: number, h: number, from: string, to: string) =>
  `<defs><linearGradient id="bg" x1="0" y1="0" x2="0.3" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs><rect width="${w}" height="${h}" fill="url(#bg)"/>`
const table = (w: number, h: number, back: string, top: string, at = 0.62) =>
  `${wall(w, h, back)}<rect y="${at * h}" width="${w}" height="${(1 - at) * h}" fill="${top}"/><rect y="${at * h}" width="${w}" height="6" fill="#000" opacity="0.12"/>`
const room = (w: number, h: number) =>
  `${shade(w, h, '#d9d2c5', '#b7ab9a')}<rect x="${0.06 * w}" y="${0.1 * h}" width="${0.22 * w}" height="${0.4 * h}" fill="#cfe0ea"/><rect x="${0.168 * w}" y="${0.1 * h}" width="4" height="${0.4 * h}" fill="#8f8577"/><rect y="${0.8 * h}" width="${w}" height="${0.2 * h}" fill="#8b7355"/><rect x="${0.7 * w}" y="${0.5 * h}" width="${0.26 * w}" height="${0.34 * h}" fill="#7c6f60"/>`
const hills = (w: number, h: number) =>
  `${shade(w, h, '#8fc1ea', '#e8f1f5')}<path d="M0 ${0.62 * h} Q${0.25 * w} ${0.4 * h} ${0.5 * w} ${0.6 * h} T${w} ${0.55 * h} V${h} H0 Z" fill="#7fa163"/><path d="M0 ${0.78 * h} Q${0.3 * w} ${0.66 * h} ${0.6 * w} ${0.8 * h} T${w} ${0.75 * h} V${h} H0 Z" fill="#5c8047"/>`
/** Blots of these colours all over. */
function blots(
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
const leaves = (w: number, h: number, seed: number) =>
  wall(w, h, '#3f5f36') +
  blots(w, h, seed, ['#4d7341', '#2f4d2b', '#5f8a4c', '#38572f', '#6d9656'], 500, w / 40)
const lights = (w: number, h: number, seed: number) =>
  wall(w, h, '#20222c') + blots(w, h, seed, ['#4a4250', '#5a4a3c', '#2f3a52', '#6b5a40'], 60, w / 18)

// The pictures.

const wide = [1200, 800] as const
const tall = [800, 1200] as const
const square = [1000, 1000] as const
const long = [1500, 750] as const

interface Person {
  x: number
  y: number
  wide: number
  look: number
  drawn?: boolean
}
const people = (down: number, ...all: readonly Person[]) => [
  ...all.map(({ x, y, wide, look }) => body(x, y, wide, look, down)),
  ...all.map(({ x, y, wide, look, drawn }) => ({
    kind: 'face' as const,
    svg: face(x, y, wide, look, drawn),
  })),
]
const text = (...of: Parameters<typeof words>) => ({ kind: 'text' as const, svg: words(...of) })
const thing = (drawing: string) => ({ kind: 'thing' as const, svg: drawing })

const photo: Look = { noise: 7, blur: 1.2 }

const drawings: readonly Drawing[] = [
  // People alone.
  {
    name: 'portrait left',
    size: wide,
    layers: [wall(...wide, '#b9c4cf'), ...people(800, { x: 260, y: 330, wide: 240, look: 0 })],
  },
  {
    name: 'portrait right',
    size: wide,
    layers: [room(...wide), ...people(800, { x: 960, y: 360, wide: 230, look: 1 })],
  },
  {
    name: 'portrait top',
    size: tall,
    layers: [shade(...tall, '#dfe6ea', '#a8b3bd'), ...people(1200, { x: 400, y: 210, wide: 220, look: 2 })],
  },
  {
    name: 'portrait low',
    size: tall,
    layers: [hills(...tall), ...people(1200, { x: 420, y: 900, wide: 200, look: 3 })],
  },
  {
    name: 'portrait outdoors, a photograph',
    size: wide,
    layers: [hills(...wide), ...people(800, { x: 850, y: 330, wide: 200, look: 4 })],
    look: photo,
  },
  {
    name: 'portrait among leaves, a photograph',
    size: wide,
    layers: [leaves(...wide, 3), ...people(800, { x: 330, y: 350, wide: 220, look: 0 })],
    look: photo,
  },
  {
    name: 'portrait at night',
    size: wide,
    layers: [lights(...wide, 5), ...people(800, { x: 900, y: 380, wide: 230, look: 1 })],
    look: { noise: 9, blur: 1, dark: 0.55 },
  },
  {
    name: 'portrait in fog',
    size: wide,
    layers: [shade(...wide, '#d5dade', '#bfc6cb'), ...people(800, { x: 300, y: 360, wide: 210, look: 2 })],
    look: { flat: 0.45, noise: 4 },
  },
  {
    name: 'portrait in grey',
    size: wide,
    layers: [room(...wide), ...people(800, { x: 880, y: 330, wide: 230, look: 1 })],
    look: { grey: true, noise: 5 },
  },
  {
    name: 'portrait in grey, left',
    size: wide,
    layers: [hills(...wide), ...people(800, { x: 240, y: 380, wide: 220, look: 3 })],
    look: { grey: true, blur: 1 },
  },
  {
    name: 'portrait far away',
    size: wide,
    layers: [hills(...wide), ...people(800, { x: 1000, y: 470, wide: 90, look: 5 })],
  },
  {
    name: 'portrait far away, a photograph',
    size: wide,
    layers: [room(...wide), ...people(800, { x: 180, y: 420, wide: 100, look: 1 })],
    look: photo,
  },
  {
    name: 'a drawn face',
    size: square,
    layers: [
      wall(...square, '#ffe9b8'),
      ...people(1000, { x: 760, y: 300, wide: 260, look: 0, drawn: true }),
    ],
  },
  {
    name: 'a drawn face on blue',
    size: long,
    layers: [wall(...long, '#5b8bd0'), ...people(750, { x: 250, y: 330, wide: 230, look: 3, drawn: true })],
  },
  {
    name: 'a face on wood',
    size: wide,
    layers: [shade(...wide, '#b98d5f', '#8d6238'), ...people(800, { x: 900, y: 330, wide: 230, look: 0 })],
  },
  {
    name: 'a face on sand',
    size: long,
    layers: [shade(...long, '#e3cfa6', '#c9b083'), ...people(750, { x: 1180, y: 330, wide: 210, look: 4 })],
    look: photo,
  },
  {
    name: 'a large face',
    size: square,
    layers: [wall(...square, '#7d8b99'), ...people(1000, { x: 520, y: 480, wide: 520, look: 2 })],
  },
  {
    name: 'a face in the corner',
    size: long,
    layers: [leaves(...long, 11), ...people(750, { x: 140, y: 180, wide: 160, look: 5 })],
  },
  // Several people.
  {
    name: 'two beside each other',
    size: wide,
    layers: [
      room(...wide),
      ...people(800, { x: 700, y: 340, wide: 180, look: 0 }, { x: 980, y: 360, wide: 180, look: 4 }),
    ],
  },
  {
    name: 'two, left, a photograph',
    size: wide,
    layers: [
      hills(...wide),
      ...people(800, { x: 200, y: 400, wide: 160, look: 1 }, { x: 440, y: 380, wide: 160, look: 3 }),
    ],
    look: photo,
  },
  {
    name: 'two far apart',
    size: long,
    layers: [
      wall(...long, '#a9b8b0'),
      ...people(750, { x: 240, y: 330, wide: 190, look: 2 }, { x: 1240, y: 330, wide: 190, look: 5 }),
    ],
  },
  {
    name: 'three',
    size: wide,
    layers: [
      shade(...wide, '#cfd8dc', '#90a4ae'),
      ...people(
        800,
        { x: 560, y: 380, wide: 130, look: 0 },
        { x: 760, y: 350, wide: 130, look: 2 },
        { x: 960, y: 390, wide: 130, look: 4 },
      ),
    ],
  },
  {
    name: 'four in a row',
    size: long,
    layers: [
      room(...long),
      ...people(
        750,
        { x: 220, y: 340, wide: 120, look: 1 },
        { x: 400, y: 320, wide: 120, look: 3 },
        { x: 580, y: 340, wide: 120, look: 5 },
        { x: 760, y: 330, wide: 120, look: 0 },
      ),
    ],
  },
  {
    name: 'a group, tall',
    size: tall,
    layers: [
      hills(...tall),
      ...people(
        1200,
        { x: 260, y: 700, wide: 150, look: 1 },
        { x: 520, y: 660, wide: 150, look: 2 },
        { x: 400, y: 880, wide: 150, look: 4 },
      ),
    ],
  },
  // Words at edges.
  {
    name: 'headline above',
    size: tall,
    layers: [
      shade(...tall, '#24344d', '#4d6b8a'),
      text('SUMMER\nSALE', 400, 150, 120, '#ffffff', { anchor: 'middle' }),
    ],
  },
  {
    name: 'headline below',
    size: tall,
    layers: [hills(...tall), text('Open all night', 400, 1120, 80, '#ffffff', { anchor: 'middle' })],
  },
  {
    name: 'words left',
    size: wide,
    layers: [wall(...wide, '#f2efe6'), text('Fresh\nbread\ndaily', 50, 300, 90, '#3a2a1e')],
  },
  {
    name: 'words right',
    size: wide,
    layers: [
      shade(...wide, '#0e3b43', '#1d6b6b'),
      text('New in\nstock', 1150, 350, 95, '#ffe08a', { anchor: 'end' }),
    ],
  },
  {
    name: 'a small line in the corner',
    size: wide,
    layers: [hills(...wide), text('Photo: M. Arden, 2026', 780, 760, 30, '#ffffff')],
  },
  {
    name: 'a small line above',
    size: square,
    layers: [
      wall(...square, '#dfe3e6'),
      text('opening hours 9 to 17', 60, 70, 36, '#30363d', { weight: 400 }),
    ],
  },
  {
    name: 'words on leaves',
    size: wide,
    layers: [leaves(...wide, 21), text('Garden week', 60, 140, 100, '#ffffff')],
  },
  {
    name: 'words on lights, a photograph',
    size: wide,
    layers: [lights(...wide, 23), text('LIVE TONIGHT', 1150, 720, 80, '#ffd24a', { anchor: 'end' })],
    look: photo,
  },
  {
    name: 'words of low contrast',
    size: wide,
    layers: [wall(...wide, '#8d99a6'), text('Quiet luxury', 60, 420, 90, '#a9b4bf')],
  },
  {
    name: 'dark words',
    size: long,
    layers: [wall(...long, '#1b1d22'), text('after dark', 1430, 400, 100, '#3c4250', { anchor: 'end' })],
  },
  {
    name: 'Arabic, right',
    size: wide,
    layers: [
      shade(...wide, '#6a2c3e', '#a4485c'),
      text('مرحبا بكم في المدينة', 1150, 380, 80, '#ffffff', { rtl: true }),
    ],
  },
  {
    name: 'Hebrew, right',
    size: wide,
    layers: [wall(...wide, '#e9f0f7'), text('ברוכים הבאים', 1150, 420, 90, '#15305b', { rtl: true })],
  },
  {
    name: 'Arabic below',
    size: tall,
    layers: [hills(...tall), text('تخفيضات الصيف', 740, 1110, 80, '#20303a', { rtl: true })],
    look: photo,
  },
  {
    name: 'Cyrillic, left',
    size: long,
    layers: [wall(...long, '#f6d9d0'), text('Добро\nпожаловать', 50, 330, 90, '#7a1f1f')],
  },
  {
    name: 'a paragraph',
    size: wide,
    layers: [
      wall(...wide, '#fbfaf6'),
      text(
        'We bake at four in the morning\nso that you have warm bread\nat six. Come and see us.',
        60,
        520,
        40,
        '#333333',
        { weight: 400 },
      ),
    ],
  },
  {
    name: 'two lines far apart',
    size: tall,
    layers: [
      shade(...tall, '#f5f5f0', '#d8d8cc'),
      text('above', 400, 160, 110, '#222222', { anchor: 'middle' }),
      text('below', 400, 620, 110, '#222222', { anchor: 'middle' }),
    ],
  },
  {
    name: 'thin words, a photograph',
    size: wide,
    layers: [room(...wide), text('no. 24', 60, 740, 90, '#1c1c1c', { weight: 400 })],
    look: photo,
  },
  {
    name: 'coloured words of the same lightness',
    size: wide,
    layers: [wall(...wide, '#c05a5a'), text('Colour only', 1150, 420, 95, '#3f8f6a', { anchor: 'end' })],
  },
  // Faces with words.
  {
    name: 'a speaker and a name',
    size: wide,
    layers: [
      wall(...wide, '#2b3a55'),
      ...people(800, { x: 820, y: 330, wide: 220, look: 2 }),
      text('Dr. Ada Lin', 640, 740, 60, '#ffffff'),
    ],
  },
  {
    name: 'a quote beside a face',
    size: long,
    layers: [
      shade(...long, '#efe8dc', '#d3c6b1'),
      ...people(750, { x: 260, y: 330, wide: 200, look: 3 }),
      text('I never\nlooked back', 420, 330, 70, '#3b2e22'),
    ],
  },
  {
    name: 'a poster',
    size: tall,
    layers: [
      shade(...tall, '#17324a', '#2d5f7d'),
      text('THE LONG NIGHT', 400, 170, 70, '#f3e6c4', { anchor: 'middle' }),
      ...people(1200, { x: 400, y: 520, wide: 230, look: 1 }),
    ],
    look: photo,
  },
  {
    name: 'a poster, face low',
    size: tall,
    layers: [
      wall(...tall, '#e8c547'),
      text('VOTE', 400, 560, 150, '#1d1d1d', { anchor: 'middle' }),
      ...people(1200, { x: 400, y: 850, wide: 230, look: 4 }),
    ],
  },
  {
    name: 'a price and a face',
    size: square,
    layers: [
      wall(...square, '#f4b6c2'),
      ...people(1000, { x: 300, y: 480, wide: 250, look: 0 }),
      text('–30 %', 520, 520, 110, '#7a1230'),
    ],
  },
  {
    name: 'a face among busy shapes and a word',
    size: wide,
    layers: [
      blots(...wide, 31, ['#7aa0c4', '#c4a07a', '#8ac47a', '#b07ac4'], 120, 50),
      ...people(800, { x: 900, y: 330, wide: 210, look: 5 }),
      text('TODAY', 750, 720, 80, '#111111'),
    ],
  },
  // Products.
  {
    name: 'a bottle on a table',
    size: wide,
    layers: [table(...wide, '#dcdfe3', '#a98458'), thing(bottle(950, 640, 420, '#2e5d3a'))],
  },
  {
    name: 'a bottle, tall',
    size: tall,
    layers: [table(...tall, '#efe6dc', '#c7a27c', 0.5), thing(bottle(260, 900, 480, '#8a2436'))],
  },
  {
    name: 'a mug, left',
    size: long,
    layers: [table(...long, '#d4dbd8', '#8f7a63'), thing(mug(220, 560, 240, '#c2482f'))],
  },
  {
    name: 'a mug, a photograph',
    size: wide,
    layers: [table(...wide, '#c8bda8', '#6d5640'), thing(mug(980, 590, 230, '#2d6f8e'))],
    look: photo,
  },
  {
    name: 'a shoe on white',
    size: square,
    layers: [wall(...square, '#ffffff'), thing(shoe(660, 800, 420, '#2a4d8f'))],
  },
  {
    name: 'a shoe among leaves',
    size: wide,
    layers: [leaves(...wide, 41), thing(shoe(330, 560, 380, '#d8462f'))],
    look: photo,
  },
  {
    name: 'three parcels',
    size: wide,
    layers: [
      table(...wide, '#e4e7ea', '#b5b9be'),
      thing(
        parcel(620, 620, 150, '#a05a2c') +
          parcel(800, 620, 180, '#7a4a2a') +
          parcel(990, 620, 140, '#b9723f'),
      ),
    ],
  },
  {
    name: 'a dark bottle in the dark',
    size: wide,
    layers: [table(...wide, '#22252b', '#15171b'), thing(bottle(880, 650, 400, '#40322a'))],
    look: { noise: 4 },
  },
  {
    name: 'a pale mug on pale',
    size: wide,
    layers: [table(...wide, '#eceeef', '#dfe1e2'), thing(mug(300, 560, 240, '#c9cdd0'))],
  },
  {
    name: 'a bottle and its name',
    size: wide,
    layers: [
      shade(...wide, '#f1e3d3', '#d8bf9f'),
      thing(bottle(920, 690, 440, '#5c2a4d')),
      text('Plum\nNo. 5', 600, 360, 80, '#3a1730'),
    ],
  },
  {
    name: 'a shoe and a price',
    size: tall,
    layers: [
      wall(...tall, '#e7ecef'),
      thing(shoe(400, 800, 460, '#1f7a5c')),
      text('now 49 €', 400, 960, 80, '#111111', { anchor: 'middle' }),
    ],
  },
  {
    name: 'a hand-held product',
    size: tall,
    layers: [
      room(...tall),
      ...people(1200, { x: 400, y: 330, wide: 210, look: 2 }),
      thing(bottle(500, 850, 260, '#d7a22a')),
    ],
    look: photo,
  },
  // Harder ones.
  {
    name: 'a face against a wall of its colour',
    size: wide,
    layers: [wall(...wide, '#d9a98a'), ...people(800, { x: 930, y: 350, wide: 220, look: 1 })],
    look: { noise: 5 },
  },
  {
    name: 'a blurred face',
    size: wide,
    layers: [hills(...wide), ...people(800, { x: 260, y: 340, wide: 220, look: 0 })],
    look: { blur: 5, noise: 6 },
  },
  {
    name: 'much noise',
    size: wide,
    layers: [shade(...wide, '#7a8794', '#525d69'), ...people(800, { x: 900, y: 360, wide: 220, look: 1 })],
    look: { noise: 22 },
  },
  {
    name: 'a face between lamps',
    size: long,
    layers: [
      lights(...long, 51),
      `<circle cx="200" cy="150" r="60" fill="#fff3c4"/><circle cx="420" cy="120" r="40" fill="#fff3c4"/>`,
      ...people(750, { x: 1200, y: 330, wide: 190, look: 0 }),
    ],
    look: photo,
  },
  {
    name: 'a word and a bright spot',
    size: wide,
    layers: [
      wall(...wide, '#31424f'),
      `<circle cx="180" cy="180" r="110" fill="#ffb03a"/>`,
      text('Sunrise tour', 1150, 700, 80, '#f2f2f2', { anchor: 'end' }),
    ],
  },
  {
    name: 'a face in a busy street',
    size: long,
    layers: [
      wall(...long, '#8a8f96'),
      Array.from(
        { length: 18 },
        (_, at) =>
          `<rect x="${at * 85}" y="${100 + ((at * 53) % 120)}" width="70" height="650" fill="${['#6f7680', '#9aa0a8', '#5c6269', '#a89a86'][at % 4]}"/>` +
          [0, 1, 2, 3, 4]
            .map(
              (row) =>
                `<rect x="${at * 85 + 15}" y="${160 + ((at * 53) % 120) + row * 90}" width="38" height="50" fill="#cfd8df" opacity="0.7"/>`,
            )
            .join(''),
      ).join(''),
      ...people(750, { x: 1220, y: 400, wide: 180, look: 2 }),
    ],
    look: photo,
  },
]

async function boxOf(size: readonly [number, number], layer: string): Promise<Box> {
  const { data, info } = await sharp(svg(size, layer))
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const box = { left: info.width, top: info.height, right: 0, bottom: 0 }
  for (let at = 0; at < data.length; at++) {
    if (data[at]! < 100) continue
    const x = at % info.width
    const y = (at - x) / info.width
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x + 1)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y + 1)
  }
  if (box.right === 0) throw new Error('A subject was drawn outside its picture.')
  return box
}

async function seen(
  size: readonly [number, number],
  layers: string,
  look: Look,
  seed: number,
): Promise<Buffer> {
  let picture = sharp(svg(size, layers)).removeAlpha()
  if (look.grey) picture = picture.greyscale().toColourspace('srgb')
  if (look.blur) picture = sharp(await picture.png().toBuffer()).blur(look.blur)
  const flat = look.flat ?? 1
  const dark = look.dark ?? 1
  const { data, info } = await picture
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const roll = dice(seed)
  for (let at = 0; at < data.length; at++) {
    // Three dice are near enough to a bell.
    const noise = ((roll() + roll() + roll()) * 2 - 3) * (look.noise ?? 0)
    data[at] = Math.max(0, Math.min(255, (data[at]! * flat + 150 * (1 - flat)) * dark + noise))
  }
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 85 }).toBuffer()
}

export const sceneNames = drawings.map(({ name }) => name)

/** Draws one of `sceneNames`. */
export async function drawScene(name: string): Promise<Scene> {
  const at = sceneNames.indexOf(name)
  const drawing = drawings[at]
  if (!drawing) throw new Error(`There is no scene ${name}.`)
  const { size, layers, look } = drawing
  const all = layers.map((layer) => (typeof layer === 'string' ? layer : layer.svg)).join('')
  const subjects: Scene['subjects'] = []
  for (const layer of layers)
    if (typeof layer !== 'string') subjects.push({ kind: layer.kind, box: await boxOf(size, layer.svg) })
  const file = look
    ? await seen(size, all, look, at + 1)
    : await sharp(svg(size, all)).removeAlpha().png().toBuffer()
  return { name, width: size[0], height: size[1], file, type: look ? 'image/jpeg' : 'image/png', subjects }
}
