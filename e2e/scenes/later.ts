import {
  blots,
  body,
  hills,
  leaves,
  lights,
  long,
  photo,
  room,
  shade,
  square,
  strokes,
  table,
  tall,
  text,
  visage,
  wall,
  wide,
  type Drawing,
} from './kit.ts'

// Drawn last, when nothing was to be changed any more: how it goes with what nobody has looked at.

type Visage = Parameters<typeof visage>[3]
const person = (x: number, y: number, across: number, cloth: number, down: number, look: Visage) => [
  body(x, y + 0.1 * across, across, cloth, down),
  { kind: 'face' as const, svg: visage(x, y, across, look) },
]

export const laterDrawings: readonly Drawing[] = [
  {
    name: 'a bookish hand, low',
    size: wide,
    layers: [
      shade(...wide, '#e9efe4', '#b9c7ae'),
      text('Slow mornings', 90, 700, 88, '#2c3b24', { font: 'URW Bookman', weight: 400 }),
    ],
  },
  {
    name: 'thin capitals on a photograph',
    size: long,
    layers: [
      room(...long),
      text('NORTH HOUSE', 1420, 130, 70, '#3a2d22', { anchor: 'end', font: 'URW Gothic', weight: 400 }),
    ],
    look: photo,
  },
  {
    name: 'slanting words in the dark',
    size: square,
    layers: [
      wall(...square, '#171219'),
      text('encore!', 900, 880, 130, '#c77dff', { anchor: 'end', font: 'Nimbus Roman', slant: true }),
    ],
  },
  {
    name: 'three lines at the left, a photograph',
    size: wide,
    layers: [
      hills(...wide),
      text('Ride out\nearly and\nfar', 70, 250, 84, '#10243a', { font: 'Nimbus Sans' }),
    ],
    look: { noise: 10, blur: 1 },
  },
  {
    name: 'Chinese characters above',
    size: tall,
    layers: [
      shade(...tall, '#b3392f', '#7d1f1a'),
      { kind: 'text', svg: strokes('大山中王', 130, 110, 120, '#f7e3b0') },
    ],
    look: photo,
  },
  {
    name: 'Devanagari, right',
    size: wide,
    layers: [
      wall(...wide, '#e3ecf4'),
      { kind: 'text', svg: strokes('वनतमन', 640, 600, 90, '#12304f', { head: true }) },
    ],
  },
  {
    name: 'Armenian below',
    size: square,
    layers: [
      shade(...square, '#f4e0d9', '#d9a99a'),
      text('բարի գալուստ', 500, 920, 76, '#4b1420', { anchor: 'middle', font: 'DejaVu Serif' }),
    ],
  },
  {
    name: 'a price on leaves',
    size: wide,
    layers: [
      leaves(...wide, 207),
      text('only 19.90', 1130, 130, 100, '#fff3b8', { anchor: 'end', font: 'Nimbus Sans Narrow' }),
    ],
    look: photo,
  },
  {
    name: 'long hair, a photograph',
    size: wide,
    layers: [
      hills(...wide),
      ...person(300, 380, 220, 1, 800, { skin: '#b57a54', hair: '#2a1710', locks: true }),
    ],
    look: photo,
  },
  {
    name: 'a grey beard and glasses',
    size: long,
    layers: [
      lights(...long, 211),
      ...person(1180, 340, 210, 0, 750, { skin: '#e9bd9a', hair: '#a3a5a8', beard: true, glasses: true }),
    ],
    look: photo,
  },
  {
    name: 'a smile, high up',
    size: tall,
    layers: [
      shade(...tall, '#d6e4ef', '#93aec4'),
      ...person(380, 260, 230, 3, 1200, { skin: '#6a4029', hair: '#120d0b', laughing: true }),
    ],
    look: photo,
  },
  {
    name: 'two at a table',
    size: long,
    layers: [
      table(...long, '#dfe3dc', '#a07c58'),
      ...person(980, 330, 150, 2, 600, { skin: '#f0c8a8', hair: '#5a2e16', locks: true, tilt: -5 }),
      ...person(1240, 340, 150, 4, 600, { skin: '#8a5737', hair: '#1b1411' }),
    ],
    look: photo,
  },
  {
    name: 'three by a wall',
    size: wide,
    layers: [
      wall(...wide, '#8fa3a0'),
      ...person(200, 360, 140, 0, 800, { skin: '#d8a582', hair: '#30201a' }),
      ...person(400, 340, 140, 5, 800, { skin: '#59351f', hair: '#0d0a09', laughing: true }),
      ...person(600, 360, 140, 3, 800, { skin: '#f2d0b5', hair: '#b5813d', locks: true, tilt: 6 }),
    ],
  },
  {
    name: 'a voice and its words',
    size: wide,
    layers: [
      shade(...wide, '#20343f', '#3d6172'),
      ...person(940, 360, 210, 1, 800, { skin: '#c68f68', hair: '#1d1512', glasses: true }),
      text('We build\nfor ever', 80, 240, 90, '#f5efe0', { font: 'P052' }),
    ],
  },
  {
    name: 'a face and a line on blots',
    size: square,
    layers: [
      wall(...square, '#efe9dd'),
      blots(...square, 219, ['#e5cfc0', '#cfe0d6', '#d3d6ea'], 90, 80),
      ...person(320, 420, 230, 2, 1000, { skin: '#d19a74', hair: '#46281a', turn: 0.1 }),
      text('Meet Noor', 960, 930, 80, '#333a5c', { anchor: 'end', font: 'C059' }),
    ],
  },
]
