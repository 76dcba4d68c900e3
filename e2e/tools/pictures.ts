import sharp from 'sharp'

/** A file to be handed to a page. */
export interface Given {
  name: string
  mimeType: string
  buffer: Buffer
}

const grain = (width: number, height: number) => {
  const bytes = Buffer.alloc(width * height * 3)
  let seed = 1
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16
  return sharp(bytes, { raw: { width, height, channels: 3 } })
    .ensureAlpha(0.08)
    .png()
    .toBuffer()
}

const scenes = [
  { sky: ['#274b78', '#e8a26d', '#f6dfb2'], hills: ['#3d3a55', '#22202f'], thing: '#c4351a' },
  { sky: ['#3f6f6b', '#a9c9b4', '#f1ecd0'], hills: ['#3b5a43', '#203528'], thing: '#e0a526' },
  { sky: ['#5b3a5e', '#c77f86', '#f3d3bd'], hills: ['#4a3550', '#251b2e'], thing: '#f6f0e6' },
] as const

/** Drawn landscapes with a house, a sun and grain, each in other colours: JPEG, 1600 x 1067. */
export async function landscapes(): Promise<Given[]> {
  const [width, height] = [1600, 1067]
  const noise = await grain(width, height)
  return Promise.all(
    scenes.map(async ({ sky, hills, thing }, at) => {
      const stops = sky
        .map((color, i) => `<stop offset="${[0, 0.55, 1][i]}" stop-color="${color}"/>`)
        .join('')
      const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
        <linearGradient id="sky" x2="0" y2="1">${stops}</linearGradient>
        <rect width="100%" height="100%" fill="url(#sky)"/>
        <circle cx="${1150 - at * 260}" cy="520" r="90" fill="#fff3d6"/>
        <path d="M0 760 300 520 520 700 800 430 1150 740 1400 600 1600 720V1067H0Z" fill="${hills[0]}"/>
        <path d="M0 880 260 760 620 900 1000 780 1600 930V1067H0Z" fill="${hills[1]}"/>
        <path d="M360 720h120v120H360zM340 724l80-70 80 70z" fill="${thing}"/>
      </svg>`
      const buffer = await sharp(Buffer.from(drawing))
        .composite([{ input: noise }])
        .jpeg({ quality: 95 })
        .toBuffer()
      return { name: `${['evening', 'morning', 'dusk'][at]}.jpg`, mimeType: 'image/jpeg', buffer }
    }),
  )
}

/** A red cup on nothing: PNG with transparency, 900 x 900. */
export async function cup(): Promise<Given> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900">
    <path d="M250 300h360v260a180 180 0 0 1-360 0z" fill="#c4351a"/>
    <path d="M610 360h70a90 90 0 0 1 0 180h-70" fill="none" stroke="#c4351a" stroke-width="44"/>
    <ellipse cx="430" cy="300" rx="180" ry="44" fill="#7c2313"/>
  </svg>`
  return {
    name: 'cup.png',
    mimeType: 'image/png',
    buffer: await sharp(Buffer.from(drawing)).png().toBuffer(),
  }
}
