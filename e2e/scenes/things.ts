import {
  bottle,
  mug,
  shoe,
  parcel,
  wall,
  shade,
  table,
  room,
  hills,
  leaves,
  lights,
  wide,
  tall,
  square,
  long,
  text,
  thing,
  photo,
  people,
  type Drawing,
} from './kit.ts'

export const thingDrawings: readonly Drawing[] = [
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
