import {
  blots,
  body,
  dice,
  hills,
  leaves,
  lights,
  long,
  photo,
  room,
  shade,
  square,
  strokes,
  tall,
  text,
  thing,
  bottle,
  visage,
  wall,
  wide,
  words,
  type Drawing,
} from './kit.ts'

// Drawn after the finder was set, with other typefaces, scripts, heads and grounds; then mended by what they showed.

/** Lines of waves: a ground that letters are hard to see on. */
const waves = (w: number, h: number, seed: number) => {
  const roll = dice(seed)
  return (
    shade(w, h, '#27566b', '#12303f') +
    Array.from({ length: 90 }, () => {
      const [x, y, r] = [roll() * w, roll() * h, 30 + roll() * 70]
      return `<path d="M${x} ${y} q${r / 2} ${-r / 5} ${r} 0 q${r / 2} ${r / 5} ${r} 0" fill="none" stroke="#8fc0cf" stroke-opacity="${0.15 + roll() * 0.3}" stroke-width="4"/>`
    }).join('')
  )
}
export const bricks = (w: number, h: number) =>
  wall(w, h, '#cfc4b8') +
  Array.from({ length: Math.ceil(h / 42) * (Math.ceil(w / 96) + 1) }, (_, at) => {
    const across = Math.ceil(w / 96) + 1
    const row = Math.floor(at / across)
    const x = (at % across) * 96 - (row % 2) * 48
    return `<rect x="${x}" y="${row * 42}" width="90" height="36" fill="${['#9b5a46', '#a4634d', '#8f5140', '#ab6e58'][(at * 7 + row) % 4]}"/>`
  }).join('')

const serif = { font: 'DejaVu Serif' }

export const freshDrawings: readonly Drawing[] = [
  {
    name: 'a serif headline',
    size: wide,
    layers: [
      shade(...wide, '#f0d9c8', '#c98f73'),
      text('The Autumn\nCollection', 80, 560, 92, '#4a1f14', { font: 'C059', weight: 400 }),
    ],
  },
  {
    name: 'a written word, a photograph',
    size: wide,
    layers: [hills(...wide), text('Bon voyage', 640, 130, 120, '#ffffff', { font: 'Z003', weight: 400 })],
    look: photo,
  },
  {
    name: 'narrow letters at the foot',
    size: tall,
    layers: [
      shade(...tall, '#cfe3dc', '#7fae9f'),
      text('FREE DELIVERY UNTIL SUNDAY', 400, 1150, 56, '#0f3a2f', {
        anchor: 'middle',
        font: 'Nimbus Sans Narrow',
      }),
    ],
  },
  {
    name: 'Chinese characters, left',
    size: wide,
    layers: [wall(...wide, '#efe7d6'), { kind: 'text', svg: strokes('日本山田', 60, 330, 110, '#8c1c13') }],
  },
  {
    name: 'Chinese characters, one below another',
    size: wide,
    layers: [
      shade(...wide, '#1f2a38', '#3c5068'),
      { kind: 'text', svg: strokes('中大王木', 1010, 120, 120, '#f4ead2', { down: true }) },
    ],
    look: photo,
  },
  {
    name: 'Devanagari above',
    size: tall,
    layers: [
      wall(...tall, '#f6b73c'),
      { kind: 'text', svg: strokes('नमनतव', 150, 110, 100, '#5a1846', { head: true }) },
    ],
  },
  {
    name: 'words on bricks',
    size: wide,
    layers: [bricks(...wide), text('OPEN', 70, 210, 150, '#fdfbf5')],
    look: photo,
  },
  {
    name: 'words on water, a photograph',
    size: long,
    layers: [waves(...long, 77), text('Sail with us', 1430, 640, 90, '#fff6d8', { anchor: 'end', ...serif })],
    look: photo,
  },
  {
    name: 'a line of a typewriter in the dark',
    size: long,
    layers: [
      wall(...long, '#101418'),
      text('> ship it tonight_', 60, 140, 60, '#58d68d', { font: 'DejaVu Sans Mono', weight: 400 }),
    ],
  },
  {
    name: 'Greek and Georgian',
    size: square,
    layers: [
      shade(...square, '#dbe7f3', '#a7c0da'),
      text('καλημέρα', 60, 160, 90, '#12345a', serif),
      text('საქართველო', 60, 900, 80, '#7a1230', { weight: 400 }),
    ],
  },
  {
    name: 'leaning words over blots',
    size: wide,
    layers: [
      wall(...wide, '#ffffff'),
      blots(...wide, 91, ['#dfe8f1', '#e9dff1', '#f1e9df', '#dff1e6'], 160, 70),
      text('Spring fair', 1140, 720, 100, '#27408b', { anchor: 'end', font: 'P052', slant: true }),
    ],
  },
  {
    name: 'glasses',
    size: wide,
    layers: [
      shade(...wide, '#c8d6d0', '#8fa79d'),
      body(280, 380, 230, 4, 800),
      { kind: 'face', svg: visage(280, 380, 230, { skin: '#8d5b3e', hair: '#15110f', glasses: true }) },
    ],
    look: photo,
  },
  {
    name: 'a beard, turned aside',
    size: wide,
    layers: [
      room(...wide),
      body(930, 370, 220, 2, 800),
      {
        kind: 'face',
        svg: visage(930, 370, 220, { skin: '#d9a27e', hair: '#4a2c1a', beard: true, turn: 0.22 }),
      },
    ],
    look: photo,
  },
  {
    name: 'a head on its side, laughing',
    size: long,
    layers: [
      leaves(...long, 61),
      body(1180, 340, 200, 1, 750),
      {
        kind: 'face',
        svg: visage(1180, 340, 200, {
          skin: '#f1c9a5',
          hair: '#c08a3e',
          tilt: 13,
          laughing: true,
          locks: true,
        }),
      },
    ],
    look: photo,
  },
  {
    name: 'two friends',
    size: wide,
    layers: [
      shade(...wide, '#f3d7b6', '#d99f74'),
      body(300, 420, 190, 0, 800),
      body(500, 440, 190, 3, 800),
      {
        kind: 'face',
        svg: visage(300, 390, 190, { skin: '#5b3823', hair: '#0e0b0a', tilt: 8, laughing: true }),
      },
      {
        kind: 'face',
        svg: visage(500, 410, 190, { skin: '#eec1a0', hair: '#6e2c18', tilt: -7, locks: true }),
      },
    ],
    look: photo,
  },
  {
    name: 'three on a stage and a title',
    size: long,
    layers: [
      shade(...long, '#2b1f3a', '#5c3f74'),
      ...[0, 1, 2].map((at) => body(760 + at * 230, 430, 130, at, 750)),
      ...[
        { skin: '#6f452c', hair: '#161213', glasses: true },
        { skin: '#e6b48f', hair: '#2a1a12', locks: true },
        { skin: '#b97d56', hair: '#201a17', beard: true, turn: -0.15 },
      ].map((look, at) => ({ kind: 'face' as const, svg: visage(760 + at * 230, 400, 130, look) })),
      text('Panel at nine', 70, 170, 84, '#ffe9c7', { font: 'URW Gothic' }),
    ],
  },
  {
    name: 'a dark head before the night',
    size: wide,
    layers: [
      lights(...wide, 71),
      body(870, 380, 230, 5, 800),
      { kind: 'face', svg: visage(870, 380, 230, { skin: '#4b2d1c', hair: '#0b0908' }) },
    ],
    look: { noise: 8, blur: 1 },
  },
  {
    name: 'a name below a head, small',
    size: tall,
    layers: [
      wall(...tall, '#e9edf0'),
      body(560, 380, 190, 4, 800),
      {
        kind: 'face',
        svg: visage(560, 380, 190, { skin: '#caa07a', hair: '#8a8d91', glasses: true, beard: true }),
      },
      `<rect y="800" width="800" height="400" fill="#23364d"/>`,
      text('Prof. R. Okafor', 60, 930, 56, '#ffffff', serif),
      text('Monday, 6 pm, Hall 2', 60, 1010, 36, '#b9cbe0', { weight: 400 }),
    ],
  },
  {
    name: 'a bottle with a label, a photograph',
    size: tall,
    layers: [
      shade(...tall, '#e7d8c9', '#b4977b'),
      thing(bottle(520, 1010, 620, '#35543f')),
      { kind: 'text', svg: words('ALMA', 520, 850, 58, '#3a2417', { anchor: 'middle', ...serif }) },
    ],
    look: photo,
  },
]
