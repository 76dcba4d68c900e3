import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { signUp, type Api, type Asset } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'
import { addFile } from './catalogue/materials.ts'
import { draw } from './drawn.ts'
import { sendErrand, type ToolFile } from './errand.ts'

// The same picture and the same fields, by the extension on this machine and by the API: one result.

const origin = inject('api')

/** Decibels from which on two pictures look the same. */
const alike = 30

let browser: Browser
let page: Page
let api: Api
const lines: string[] = []

const pictures = {
  photo: async () => (await draw('scenery', 720, 480)).jpeg({ quality: 92 }).toBuffer(),
  turned: async () =>
    (await draw('scenery', 480, 360)).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer(),
  glass: async () => (await draw('glass', 400, 300)).png().toBuffer(),
  poster: async () => (await draw('poster', 600, 400)).png().toBuffer(),
} as const
type Name = keyof typeof pictures
const types = { photo: 'jpeg', turned: 'jpeg', glass: 'png', poster: 'png' } as const

interface Material {
  id: string
  file: ToolFile
}
const materials = new Map<Name | 'logo', Material>()

beforeAll(async () => {
  browser = await openBrowser({ extension: inject('extension') })
  page = await browser.context.newPage()
  await page.goto(browser.address('panel.html?as=tab'))
  api = await signUp(origin, 'Twice')
  const add = async (name: Name | 'logo', type: string, bytes: Buffer) => {
    const id = await addFile(origin, api, name, bytes)
    materials.set(name, { id, file: { name: `${name}.${type}`, type: `image/${type}`, bytes } })
  }
  for (const name of Object.keys(pictures) as Name[]) await add(name, types[name], await pictures[name]())
  const sign =
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="80"><rect width="160" height="80" rx="20" fill="#c03a2b"/><circle cx="40" cy="40" r="24" fill="#fff"/><rect x="80" y="30" width="60" height="20" fill="#fff" opacity="0.6"/></svg>'
  await add('logo', 'png', await sharp(Buffer.from(sign)).png().toBuffer())
})
afterAll(async () => {
  await browser?.close()
  console.log(['', 'picture · fields · size · type · dB of colour · dB of alpha', ...lines].join('\n'))
})

interface Pixels {
  width: number
  height: number
  type: string
  hasAlpha: boolean
  colours: Buffer
  alpha: Buffer
}

async function read(bytes: Buffer): Promise<Pixels> {
  const { format, compression } = await sharp(bytes).metadata()
  const whole = sharp(
    await sharp(bytes).toColourspace('srgb').ensureAlpha().png({ compressionLevel: 1 }).toBuffer(),
  )
  const { width, height, isOpaque } = { ...(await whole.metadata()), ...(await whole.stats()) }
  return {
    width,
    height,
    type: format === 'heif' ? `${compression}` : `${format}`,
    hasAlpha: !isOpaque,
    colours: await whole.clone().flatten({ background: '#808080' }).raw().toBuffer(),
    alpha: await whole.clone().extractChannel('alpha').raw().toBuffer(),
  }
}

/** Of what differs, in decibels; 99 when nothing does. */
function psnr(one: Buffer, other: Buffer): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at]! - other[at]!) ** 2
  return sum === 0 ? 99 : 10 * Math.log10((255 ** 2 * one.length) / sum)
}

async function compare(title: string, mine: Buffer, theirs: Buffer): Promise<void> {
  const [one, other] = [await read(mine), await read(theirs)]
  expect(`${one.width} x ${one.height} ${one.type}`, title).toBe(
    `${other.width} x ${other.height} ${other.type}`,
  )
  expect(one.hasAlpha, `${title}: transparent`).toBe(other.hasAlpha)
  const [colour, alpha] = [psnr(one.colours, other.colours), psnr(one.alpha, other.alpha)]
  lines.push(
    `${title} · ${one.width} x ${one.height} · ${one.type} · ${colour.toFixed(1)} · ${alpha.toFixed(1)}`,
  )
  expect(colour, title).toBeGreaterThanOrEqual(alike)
  expect(alpha, `${title}: alpha`).toBeGreaterThanOrEqual(alike)
}

const paths = {
  resize: 'resize',
  convert: 'convert-format',
  compress: 'compress',
  watermark: 'watermark',
  enhance: 'enhance',
  social: 'optimize/social-media',
} as const
type Tool = keyof typeof paths

async function byApi(tool: Tool, name: Name, values: object): Promise<Asset[]> {
  const body = { image: materials.get(name)!.id, ...values }
  const answer = await api.call('POST', `/api/image-studio/${paths[tool]}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return tool === 'social' ? (answer.body as { assets: Asset[] }).assets : [answer.body as Asset]
}

const download = async ({ url }: Asset) => Buffer.from(await (await fetch(url)).arrayBuffer())

const inside = { metadata: 'strip' }
const logoOf = () => ({ kind: 'logo', logo: materials.get('logo')!.id })

const cases: readonly [Tool, Name, Record<string, unknown>][] = [
  ['resize', 'photo', { how: 'fit', width: 300, height: 300 }],
  ['resize', 'photo', { how: 'fit', height: 1000, enlarge: true }],
  ['resize', 'turned', { how: 'fit', width: 200 }],
  ['resize', 'turned', { how: 'fill', width: 200, height: 200, focus: 'center' }],
  ['resize', 'photo', { how: 'fill', width: 200, height: 400, focus: 'smart' }],
  ['resize', 'poster', { how: 'fill', width: 200, height: 300, focus: 'smart' }],
  ['resize', 'photo', { how: 'fill', width: 300, height: 300, focus: 'center' }],
  ['resize', 'photo', { how: 'fill', width: 100, height: 400, focus: 'point', focal: { x: 0.9, y: 0.2 } }],
  ['resize', 'photo', { how: 'pad', width: 400, height: 400, background: '#204060' }],
  ['resize', 'glass', { how: 'pad', width: 333, height: 501, background: '#204060' }],
  ['resize', 'photo', { how: 'stretch', width: 333, height: 555 }],
  ['resize', 'glass', { how: 'percent', percent: 40 }],
  ['resize', 'photo', { how: 'percent', percent: 130 }],
  ['resize', 'photo', { how: 'crop', crop: { x: 0.2, y: 0.3, width: 0.5, height: 0.4 } }],
  ['convert', 'photo', { to: 'png' }],
  ['convert', 'photo', { to: 'webp' }],
  ['convert', 'photo', { to: 'avif' }],
  ['convert', 'poster', { to: 'gif' }],
  ['convert', 'glass', { to: 'jpg', background: '#ff8800' }],
  ['convert', 'glass', { to: 'webp' }],
  ['convert', 'glass', { to: 'avif', quality: 70 }],
  ['compress', 'photo', { how: 'quality', quality: 60 }],
  ['compress', 'photo', { how: 'quality', type: 'webp' }],
  ['compress', 'photo', { how: 'size', target: 40, type: 'jpg' }],
  ['compress', 'photo', { how: 'size', target: 60, type: 'webp', keepSize: true }],
  ['compress', 'poster', { how: 'quality', quality: 80 }],
  ['compress', 'glass', { how: 'quality', type: 'webp', quality: 90 }],
  ['watermark', 'photo', { place: 'bottom-right', size: 20, margin: 4 }],
  ['watermark', 'photo', { place: 'top', size: 33, margin: 0, opacity: 100 }],
  ['watermark', 'glass', { place: 'middle', size: 50, opacity: 60 }],
  ['watermark', 'photo', { place: 'free', point: { x: 0.1, y: 0.85 }, size: 15, angle: 90 }],
  ['watermark', 'photo', { place: 'tile', size: 20, spacing: 50, opacity: 40 }],
  ['watermark', 'poster', { place: 'smart', size: 18 }],
  ['enhance', 'photo', {}],
  ['enhance', 'poster', { auto: ['exposure'] }],
  ['enhance', 'photo', { auto: [], brightness: 25, contrast: 20 }],
  ['enhance', 'photo', { auto: [], gamma: -30, saturation: 40 }],
  ['enhance', 'glass', { auto: [], filter: 'black-and-white', strength: 60 }],
]

test.each(cases)('%s %s %j', async (tool, name, values) => {
  const { file } = materials.get(name)!
  const own = { ...values, ...(tool === 'watermark' && logoOf()) }
  const files = tool === 'watermark' ? { logo: materials.get('logo')!.file } : {}
  // What the file says beside its pixels is kept by the extension alone.
  const said = tool === 'convert' || tool === 'compress' ? inside : {}
  const [[asset], { made }] = await Promise.all([
    byApi(tool, name, own),
    sendErrand(page, [{ tool, values: { ...own, ...said }, files }], [file]),
  ])
  await compare(`${tool} ${name} ${JSON.stringify(values)}`, made[0]!.bytes, await download(asset!))
})

test('the smallest type is nearly as small in both', async () => {
  const [asset] = await byApi('compress', 'photo', { type: 'smallest' })
  const { file } = materials.get('photo')!
  const values = { type: 'smallest', ...inside }
  const { made } = await sendErrand(page, [{ tool: 'compress', values }], [file])
  expect(asset!.bytes / made[0]!.bytes.length).toBeGreaterThan(0.5)
  expect(asset!.bytes / made[0]!.bytes.length).toBeLessThan(2)
})

test.each([
  ['photo', {}],
  ['poster', {}],
  ['photo', { fit: 'pad' }],
  // As JPEG: how few colours a PNG has at a quality, each side decides for itself.
  ['glass', { fit: 'pad', types: ['jpeg'] }],
  ['poster', { fit: 'pad', border: 'color', background: '#204060' }],
] as const)('every place of the social optimizer: %s %j', async (name, more) => {
  const values = {
    placements: [
      'instagram-story',
      'facebook-feed-landscape',
      'x-header',
      'linkedin-profile',
      'email-header',
    ],
    metadata: 'strip',
    ...more,
  }
  const { file } = materials.get(name)!
  const assets = await byApi('social', name, values)
  const { made } = await sendErrand(page, [{ tool: 'social', values: { ...values, packed: false } }], [file])
  expect(made.map(({ name }) => name.replace(/\.\w+$/, ''))).toEqual(assets.map(({ name }) => name))
  for (const [n, asset] of assets.entries())
    await compare(`social ${asset.name} ${JSON.stringify(more)}`, made[n]!.bytes, await download(asset))
})
