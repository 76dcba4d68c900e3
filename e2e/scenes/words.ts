import {
  wall,
  shade,
  room,
  hills,
  blots,
  leaves,
  lights,
  wide,
  tall,
  square,
  long,
  text,
  photo,
  people,
  type Drawing,
} from './kit.ts'

export const wordDrawings: readonly Drawing[] = [
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
]
