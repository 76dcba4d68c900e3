import {
  wall,
  shade,
  room,
  hills,
  leaves,
  lights,
  wide,
  tall,
  square,
  long,
  people,
  photo,
  type Drawing,
} from './kit.ts'

export const peopleDrawings: readonly Drawing[] = [
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
]
