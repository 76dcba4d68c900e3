import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawOver, drawPicture } from './pictures.ts'

const order = { prompt: 'A calm lake', seed: '1', width: 640, height: 480, format: 'png' as const }

/** The mean red, green and blue of a picture, or of its upper half where no words stand. */
async function mean(bytes: Buffer, region?: { left: number; top: number; width: number; height: number }) {
  const image = region ? sharp(await sharp(bytes).extract(region).toBuffer()) : sharp(bytes)
  const [r, g, b] = (await image.stats()).channels.map((channel) => channel.mean)
  return { r: r ?? 0, g: g ?? 0, b: b ?? 0 }
}

test('the same order gives the same bytes, another seed or prompt another picture', async () => {
  const first = await drawPicture(order)
  expect((await drawPicture(order)).equals(first)).toBe(true)
  expect((await drawPicture({ ...order, seed: '2' })).equals(first)).toBe(false)
  expect((await drawPicture({ ...order, prompt: 'A wild lake' })).equals(first)).toBe(false)
})

test.each([
  ['png', 256, 1536],
  ['jpeg', 1313, 737],
  ['webp', 1536, 256],
] as const)('draws %s of exactly %i x %i', async (format, width, height) => {
  const picture = await drawPicture({ ...order, width, height, format })
  expect(await sharp(picture).metadata()).toMatchObject({ format, width, height })
})

test('colours named in the prompt are in the picture', async () => {
  const green = await mean(await drawPicture({ ...order, prompt: 'green hills' }))
  const blue = await mean(await drawPicture({ ...order, prompt: 'blue hills' }))
  const sunset = await mean(await drawPicture({ ...order, prompt: 'hills at sunset' }))
  expect(green.g).toBeGreaterThan(green.r)
  expect(green.g).toBeGreaterThan(green.b)
  expect(blue.b).toBeGreaterThan(blue.r + 20)
  expect(sunset.r).toBeGreaterThan(sunset.b + 20)
})

test.each([
  ['nothing', ''],
  ['blanks', '   '],
  ['markup', '<svg>&amp;"\'</text>'],
  ['signs no font has, control and half characters', '😀 \u0000\u0007\ud800 ñ 漢字'],
  ['one endless word', 'word'.repeat(400)],
  ['only a magic word', '[slow]'],
])('any prompt can be drawn: %s', async (_, prompt) => {
  const picture = await drawPicture({ ...order, prompt })
  expect((await sharp(picture).metadata()).width).toBe(640)
})

test('draws on a machine without any font', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-fonts-'))
  writeFileSync(join(folder, 'fonts.conf'), '<?xml version="1.0"?><fontconfig></fontconfig>')
  const script = `const { drawPicture } = await import(${JSON.stringify(join(import.meta.dirname, 'pictures.ts'))});
    console.log((await drawPicture(${JSON.stringify(order)})).length)`
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf'), FONTCONFIG_PATH: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(Number(out.toString())).toBeGreaterThan(1000)
})

test('an edit changes what is white in the mask and keeps what is black', async () => {
  const given = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#ff00ff' } })
    .png()
    .toBuffer()
  const white = await sharp({ create: { width: 320, height: 480, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const mask = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#000' } })
    .composite([{ input: white, left: 0, top: 0 }])
    .png()
    .toBuffer()
  const edited = await drawOver(given, mask, { ...order, prompt: 'green hills' })
  const kept = await mean(edited, { left: 330, top: 0, width: 310, height: 480 })
  const changed = await mean(edited, { left: 0, top: 0, width: 310, height: 480 })
  expect(kept).toEqual({ r: 255, g: 0, b: 255 })
  expect(changed.g).toBeGreaterThan(changed.b)
})
