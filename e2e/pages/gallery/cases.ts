/** One way a page may show a picture, and what must come of picking it. */
export interface Case {
  id: string
  title: string
  html: string
  /** Six hex digits: its colour, but for its white upper left quarter. */
  colour: string
  /** Its size in pixels; of a cut-out only the proportions are known. */
  width: number
  height: number
  /** Where the panel says that it comes from, or why it does not. */
  says: RegExp
  /** There is no picture to be had, and the panel says so. */
  refused?: true
  /** A piece of the screen: its edges may be off by a pixel. */
  cut?: true
  /** A drawing without pixels of its own is drawn larger. */
  scaled?: true
  /** Keys pressed once the pointer is on it. */
  keys?: readonly string[]
  /** How far a channel may be off; 6 where nothing is said. */
  tolerance?: number
}

const own = /page’s own file/
const drawn = /what the page itself drew/
const server = /Our server fetched it from/
const cutOut = /cut-out of what was on your screen/

const picture = (kind: string, width: number, height: number, colour: string, ending: string, host = '') =>
  `${host && `https://${host}.atelier.example`}/p/${kind}-${width}x${height}-${colour}.${ending}`

interface Shape {
  colour: string
  width: number
  height: number
}

let made = 0
/** Each case has a colour and a size of its own, so that one is never taken for another. */
function next(): Shape {
  const hue = (made * 137) % 360
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    const value = 0.45 - 0.3 * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  made += 1
  return { colour: channel(0) + channel(8) + channel(4), width: 160 + 4 * made, height: 120 + 2 * made }
}

type Rest = Pick<Case, 'says'> & Partial<Case>

/** A case around the address of its picture. */
function one(
  id: string,
  title: string,
  html: (address: string) => string,
  rest: Rest & { kind?: string; ending?: string; host?: string },
): Case {
  const { kind = 'plain', ending = 'png', host = '', ...more } = rest
  const shape = { ...next(), ...pick(more) }
  const address = picture(kind, shape.width, shape.height, shape.colour, ending, host)
  return { id, title, ...shape, ...more, html: html(address) }
}
const pick = ({ width, height, colour }: Partial<Case>) => ({
  ...(width && { width }),
  ...(height && { height }),
  ...(colour && { colour }),
})

const img = (address: string) => `<img src="${address}" alt="">`
const box = (style: string) => `<div class="box" style="${style}"></div>`
/** A case that the page's script makes: `data-make` says what, in what colour and size. */
const scripted = (id: string, title: string, make: string, rest: Rest): Case => {
  const shape = next()
  const { colour, width, height } = shape
  const html = `<div data-make="${make}" data-colour="${colour}" data-width="${width}" data-height="${height}"></div>`
  return { id, title, html, ...shape, ...rest }
}
const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
const small = picture('plain', 20, 14, '888888', 'png')

export const cases: readonly Case[] = [
  one('img', 'A picture', img, { says: own }),
  one(
    'srcset',
    'The largest of a set',
    (at) => `<img src="${small}" srcset="${small} 20w, ${at} 900w" sizes="20px" alt="">`,
    { says: own },
  ),
  one(
    'density',
    'The sharpest of a set',
    (at) => `<img src="${small}" srcset="${at} 3x" width="60" alt="">`,
    { says: own },
  ),
  one(
    'picture',
    'A picture element',
    (at) =>
      `<picture><source srcset="${at}" type="image/webp"><source srcset="${small}"><img src="${small}" alt=""></picture>`,
    { ending: 'webp', says: own },
  ),
  one(
    'lazy',
    'Loaded by a script later',
    (at) => `<img src="${dot}" data-src="${at}" width="100" height="80" alt="">`,
    { says: own },
  ),
  one(
    'loading',
    'Loaded by the browser later',
    (at) => `<img loading="lazy" src="${at}" width="100" height="80" alt="">`,
    { says: own },
  ),
  scripted('data', 'In its own address', 'data', { says: own }),
  scripted('blob', 'Held by the page', 'blob', { says: own }),
  scripted('revoked', 'Held by the page no more', 'revoked', { says: drawn }),
  scripted('canvas', 'A canvas', 'canvas', { says: drawn }),
  scripted('webgl', 'A canvas that moves (WebGL)', 'webgl', { says: drawn, tolerance: 10 }),
  scripted('webgl-still', 'A canvas without a copy (WebGL)', 'webgl-still', {
    says: cutOut,
    cut: true,
    tolerance: 12,
  }),
  one(
    'tainted',
    'A canvas with another site’s picture',
    (at) => `<canvas width="160" height="120" data-taint="${at}"></canvas>`,
    { host: 'cdn', says: cutOut, cut: true, width: 160, height: 120 },
  ),
  one('background', 'A background', (at) => box(`background-image:url(${at})`), { says: own }),
  one('layers', 'The upper of two backgrounds', (at) => box(`background-image:url(${at}),url(${small})`), {
    says: own,
  }),
  one(
    'lower-layer',
    'The lower of two backgrounds',
    (at) => box(`background-image:url(${small}),url(${at})`),
    { says: own, keys: ['ArrowDown'] },
  ),
  one(
    'image-set',
    'The sharpest background of a set',
    (at) => box(`background-image:image-set(url(${small}) 1x, url(${at}) 2x)`),
    { says: own },
  ),
  one(
    'under-gradient',
    'A background under a gradient',
    (at) => box(`background-image:linear-gradient(#0008,#0000),url(${at})`),
    { says: own },
  ),
  one(
    'before',
    'Before an element',
    (at) =>
      `<style>#before .box::before{content:'';position:absolute;inset:0;background:url(${at})}</style>${box('position:relative')}`,
    { says: own },
  ),
  one(
    'after',
    'After an element',
    (at) => `<style>#after .box::after{content:url(${at})}</style>${box('overflow:hidden')}`,
    { says: own },
  ),
  one('border', 'A border', (at) => box(`border:20px solid;border-image:url(${at}) 30`), { says: own }),
  one('mask', 'A shape', (at) => box(`background:#345;mask-image:url(${at});mask-size:cover`), { says: own }),
  one('content', 'In place of an element', (at) => `<div class="box" style="content:url(${at})"></div>`, {
    says: own,
  }),
  one(
    'list',
    'A mark of a list',
    (at) =>
      `<ul style="padding-left:200px"><li style="list-style-image:url(${at});height:60px">Marked</li></ul>`,
    { says: own },
  ),
  scripted('svg', 'A drawing in the page', 'svg', { says: drawn, scaled: true }),
  one('svg-file', 'A drawing in a file', img, { ending: 'svg', says: /vector drawing/, scaled: true }),
  one(
    'svg-image',
    'A picture in a drawing',
    (at) => `<svg width="120" height="90"><image href="${at}" width="120" height="90"/></svg>`,
    { says: own },
  ),
  one(
    'object',
    'An object',
    (at) => `<object data="${at}" type="image/png" width="120" height="90"></object>`,
    { says: own },
  ),
  one('embed', 'Embedded', (at) => `<embed src="${at}" type="image/png" width="120" height="90">`, {
    says: own,
  }),
  scripted('video', 'A frame of a video', 'video', { says: drawn, tolerance: 14 }),
  one('poster', 'The poster of a video', (at) => `<video poster="${at}" width="120" height="90"></video>`, {
    says: own,
  }),
  one('input', 'A button', (at) => `<input type="image" src="${at}" alt="Send" width="120">`, { says: own }),
  one(
    'map',
    'A picture with areas',
    (at) =>
      `<map name="areas"><area shape="rect" coords="0,0,120,90" href="#a" alt="Area"></map><img src="${at}" usemap="#areas" width="120" height="90" alt="">`,
    { says: own },
  ),
  one(
    'covered',
    'Under something else',
    (at) => `<div class="pile">${img(at)}<a href="#b" class="cover"></a></div>`,
    { says: own },
  ),
  one(
    'covered-by-dot',
    'Under a stretched dot',
    (at) => `<div class="pile">${img(at)}<img class="cover" src="${dot}" alt=""></div>`,
    { says: own },
  ),
  one(
    'untouchable',
    'Not to be pointed at',
    (at) => `<div class="pile"><img src="${at}" alt="" style="pointer-events:none"></div>`,
    { says: own },
  ),
  one(
    'open-shadow',
    'In an open shadow root',
    (at) => `<div data-shadow="open"><template>${img(at)}</template></div>`,
    { says: own },
  ),
  one(
    'closed-shadow',
    'In a closed shadow root',
    (at) => `<div data-shadow="closed"><template>${img(at)}</template></div>`,
    { says: own },
  ),
  {
    ...one(
      'frame',
      'In a frame of the same site',
      () => '<iframe src="/frame" width="200" height="150"></iframe>',
      { says: own },
    ),
    colour: '7a5230',
    width: 180,
    height: 130,
  },
  {
    ...one(
      'other-frame',
      'In a frame of another site',
      () => '<iframe src="https://frames.atelier.example/frame" width="200" height="150"></iframe>',
      { says: cutOut, cut: true },
    ),
    colour: '2f5a86',
    width: 200,
    height: 150,
    tolerance: 12,
  },
  {
    ...one(
      'sandboxed',
      'In a locked frame',
      () => '<iframe sandbox src="/frame" width="200" height="150"></iframe>',
      { says: cutOut, cut: true },
    ),
    colour: '7a5230',
    width: 200,
    height: 150,
    tolerance: 12,
  },
  one('cors', 'Of a site that lets others read', img, { host: 'open', says: own }),
  one('no-cors', 'Of a site that does not', img, { host: 'cdn', says: server }),
  one('referrer', 'Of a site that wants to know who asks', img, { host: 'guarded', says: server }),
  one('turned-there', 'Lying on its side, elsewhere', img, {
    kind: 'turned',
    host: 'cdn',
    ending: 'jpg',
    says: /Our server fetched it.*turned upright/,
  }),
  one('cmyk-there', 'In printing colours, elsewhere', img, {
    kind: 'cmyk',
    colour: '8a7060',
    host: 'cdn',
    ending: 'jpg',
    says: /Our server fetched it.*CMYK/,
    tolerance: 18,
  }),
  one(
    'fitted',
    'Cropped by its frame',
    (at) => `<img src="${at}" alt="" style="width:60px;height:110px;object-fit:cover">`,
    { says: own },
  ),
  one('rotated', 'Turned by the page', (at) => `<img src="${at}" alt="" style="rotate:30deg;width:90px">`, {
    says: own,
  }),
  one(
    'pixelated',
    'Small, shown large',
    (at) => `<img src="${at}" alt="" style="width:120px;image-rendering:pixelated">`,
    { width: 12, height: 8, says: own },
  ),
  one('gif', 'A GIF that moves', img, { kind: 'moving', ending: 'gif', says: /first frame/ }),
  one('moving-webp', 'A WebP that moves', img, { kind: 'moving', ending: 'webp', says: /first frame/ }),
  one('apng', 'A PNG that moves', img, { kind: 'moving', ending: 'png', says: /first frame/ }),
  one('cmyk', 'In printing colours', img, {
    kind: 'cmyk',
    colour: '708068',
    ending: 'jpg',
    says: /CMYK/,
    tolerance: 18,
  }),
  one('turned', 'Lying on its side', img, { kind: 'turned', ending: 'jpg', says: /turned upright/ }),
  one('wide-gamut', 'In more colours than sRGB', img, {
    kind: 'wide-gamut',
    ending: 'jpg',
    says: /into sRGB/,
  }),
  one('avif', 'An AVIF', img, { ending: 'avif', says: own, tolerance: 10 }),
  one('bmp', 'A BMP', img, { ending: 'bmp', says: /from BMP into PNG/ }),
  one('ico', 'An ICO', img, { ending: 'ico', says: /from ICO into PNG/, width: 64, height: 48 }),
  one(
    'huge',
    'Larger than anybody takes',
    (at) => `<img src="${at}" alt="" style="width:200px;height:40px">`,
    {
      width: 17_000,
      height: 40,
      refused: true,
      says: /17,000 × 40 pixels; a picture may have 16,384 a side/,
    },
  ),
  one('broken', 'Cut off in the middle', (at) => `<img src="${at}" alt="" width="120" height="90">`, {
    kind: 'half',
    refused: true,
    says: /broken: its file cannot be read/,
  }),
  one('dot', 'A dot that counts visitors', (at) => `<img src="${at}" alt="" width="100" height="80">`, {
    width: 1,
    height: 1,
    refused: true,
    says: /1 × 1 pixels: a dot of the kind pages count/,
  }),
  one('page', 'A web page named .jpg', (at) => `<img src="${at}" alt="" width="120" height="90">`, {
    kind: 'page',
    ending: 'jpg',
    refused: true,
    says: /holds a web page, not a picture/,
  }),
  one('missing', 'Nothing at all', () => '<img src="/p/nowhere.png" alt="" width="120" height="90">', {
    refused: true,
    says: /answers with an error \(404\)/,
  }),
]

/** Where nothing is to be picked. */
export const gradient =
  '<div class="box" id="gradient" style="background-image:linear-gradient(#a33,#33a)"></div>'

/** A picture that only its members see. */
export const membersOnly = { colour: '4a6b2e', width: 240, height: 168 }
export const membersPicture = img(picture('plain', 240, 168, '4a6b2e', 'png', 'members'))
export const swallowed = { colour: '803a6a', width: 236, height: 164 }
export const swallowedPicture = img(picture('plain', 236, 164, '803a6a', 'png'))
export const framed = {
  inside: img(picture('plain', 180, 130, '7a5230', 'png')),
  other: img(picture('plain', 180, 130, '2f5a86', 'png')),
}
export const plain = { colour: '3a7a80', width: 222, height: 150 }
export const plainPicture = img(picture('plain', 222, 150, '3a7a80', 'png'))
