import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { linesOf } from '../edits/style.ts'
import { drawPicture } from '../pictures.ts'
import { readPixels } from '../pixels.ts'
import { colour, differs, drawing, meanOf, plain } from '../test-pictures.ts'
import { openWorld, type World } from '../test-world.ts'
import { endpoints } from './endpoints.ts'
import type { Field } from './fields.ts'
import { openClient, type FormBody } from './test-forms.ts'

let world: World
let client: ReturnType<typeof openClient>
let ball: Buffer
let scene: Buffer
beforeAll(async () => {
  world = await openWorld({ pictureMs: 0, pollMs: 0 })
  client = openClient(world)
  ball = await drawing(
    320,
    240,
    '<rect width="320" height="240" fill="#e8e4da"/><circle cx="160" cy="120" r="60" fill="#cc2222"/>',
  )
  scene = await drawPicture({ prompt: 'city', seed: '1', width: 320, height: 240, format: 'png' })
})
afterAll(() => world.close())

const image = '/v2beta/stable-image'
const make = async (path: string, body: FormBody) => {
  // The table below sends more than the rate allows.
  await world.control('reset', {})
  return client.make(path, body)
}
const sizeOf = async (picture: Buffer) => {
  const { width, height } = await sharp(picture).metadata()
  return [width, height]
}
const outside = (x: number, y: number) => !(x >= 90 && x < 230 && y >= 50 && y < 190)

test('all nineteen calls are played', () => {
  expect(endpoints.map(({ path }) => path.replace('/v2beta/', '')).sort()).toMatchInlineSnapshot(`
    [
      "3d/stable-fast-3d",
      "3d/stable-point-aware-3d",
      "stable-image/control/sketch",
      "stable-image/control/structure",
      "stable-image/control/style",
      "stable-image/control/style-transfer",
      "stable-image/edit/erase",
      "stable-image/edit/inpaint",
      "stable-image/edit/outpaint",
      "stable-image/edit/remove-background",
      "stable-image/edit/replace-background-and-relight",
      "stable-image/edit/search-and-recolor",
      "stable-image/edit/search-and-replace",
      "stable-image/generate/core",
      "stable-image/generate/sd3",
      "stable-image/generate/ultra",
      "stable-image/upscale/conservative",
      "stable-image/upscale/creative",
      "stable-image/upscale/fast",
    ]
  `)
})

/** A value the vendor takes, as text. */
const good = (field: Field): string | Buffer =>
  field.type === 'picture'
    ? ball
    : (field.enum?.[0]?.toString() ?? (field.type === 'string' ? 'a red ball' : String(field.maximum ?? 1)))

/** Values it refuses. */
function bad(field: Field): (string | Buffer)[] {
  if (field.type === 'picture') return ['no file', Buffer.from('no picture')]
  if (field.enum) return ['none of these', '']
  if (field.type === 'string') return ['', 'a'.repeat((field.maxLength ?? 0) + 1)]
  const { minimum = 0, maximum = 0 } = field
  return ['many', String(minimum - 1), String(maximum + 1), ...(field.type === 'integer' ? ['1.5'] : [])]
}

/** What makes the least good form whole where one field asks for another. */
const wholeBy: Readonly<Record<string, FormBody>> = {
  [`${image}/edit/outpaint`]: { left: 10 },
  [`${image}/edit/replace-background-and-relight`]: {
    background_prompt: 'forest',
    light_source_direction: 'left',
  },
  [`${image}/generate/ultra`]: { strength: 0.5 },
}

describe.each(endpoints.map((endpoint) => ({ ...endpoint, short: endpoint.path.replace('/v2beta/', '') })))(
  '$short',
  ({ path, fields }) => {
    const least = () =>
      Object.fromEntries([
        ...Object.entries(fields).flatMap(([name, field]) =>
          name.endsWith('*') ? [[name.slice(0, -1), good(field)]] : [],
        ),
        ...Object.entries(wholeBy[path] ?? {}),
      ]) as FormBody
    const refused = async (body: FormBody, name: string) => {
      const answer = await client.send(path, body)
      const { errors } = (await answer.json()) as { errors: string[] }
      expect([answer.status, errors[0]], name).toEqual([400, expect.stringContaining(name)])
    }

    test('refuses to go without anything required', async () => {
      await world.control('reset', {})
      for (const name of Object.keys(fields).filter((each) => each.endsWith('*'))) {
        const { [name.slice(0, -1)]: _, ...rest } = least()
        await refused(rest, name.slice(0, -1))
      }
    })

    test('refuses every value outside what it says', async () => {
      await world.control('reset', {})
      for (const [marked, field] of Object.entries(fields)) {
        const name = marked.replace(/\*$/, '')
        for (const value of bad(field)) await refused({ ...least(), [name]: value }, name)
      }
    })

    test('refuses pictures that are too small or too large', async () => {
      await world.control('reset', {})
      for (const [marked, field] of Object.entries(fields)) {
        if (field.type !== 'picture' || Object.keys(field.limits).length === 0) continue
        const name = marked.replace(/\*$/, '')
        const { minSide = 1, maxPixels, ratio } = field.limits
        await refused({ ...least(), [name]: await plain(minSide - 1, 200, '#123') }, name)
        if (maxPixels) {
          const side = Math.ceil(Math.sqrt(maxPixels)) + 1
          await refused({ ...least(), [name]: await plain(side, side, '#123') }, name)
        }
        if (ratio) await refused({ ...least(), [name]: await plain(520, 200, '#123') }, name)
      }
    })

    test('makes something that opens', async () => {
      const made = await make(path, least())
      if (path.includes('/3d/')) return expect(made.subarray(0, 4).toString()).toBe('glTF')
      expect((await sharp(made).stats()).channels.length).toBeGreaterThan(2)
    })
  },
)

describe('rules between fields', () => {
  const status = async (path: string, body: FormBody) => (await client.send(`${image}/${path}`, body)).status

  test('of strength, pictures and shapes', async () => {
    await world.control('reset', {})
    expect(await status('generate/ultra', { prompt: 'a', image: ball })).toBe(400)
    const sd3 = (more: FormBody) => status('generate/sd3', { prompt: 'a', ...more })
    expect(await sd3({ mode: 'image-to-image' })).toBe(400)
    expect(await sd3({ mode: 'image-to-image', image: ball })).toBe(400)
    expect(await sd3({ mode: 'image-to-image', image: ball, strength: 0.5, aspect_ratio: '1:1' })).toBe(400)
    expect(await sd3({ image: ball })).toBe(400)
    expect(await sd3({ output_format: 'webp' })).toBe(400)
    expect(await sd3({ model: 'sd3-large' })).toBe(400)
    expect(await sd3({ mode: 'image-to-image', image: ball, strength: 0.5 })).toBe(200)
  })

  test('of margins, backgrounds and light', async () => {
    expect(await status('edit/outpaint', { image: ball, left: 0 })).toBe(400)
    const relight = (more: FormBody) =>
      status('edit/replace-background-and-relight', { subject_image: ball, ...more })
    expect(await relight({})).toBe(400)
    expect(await relight({ background_prompt: 'a', light_source_strength: 0.5 })).toBe(400)
    expect(
      await relight({ background_reference: ball, light_source_strength: 0.5, light_reference: scene }),
    ).toBe(200)
    expect(await status('edit/remove-background', { image: ball, output_format: 'jpeg' })).toBe(400)
  })
})

describe('what comes out', () => {
  const mask = () =>
    drawing(
      160,
      120,
      '<rect width="160" height="120"/><rect x="50" y="30" width="60" height="60" fill="#fff"/>',
    )

  test('of a picture is the picture itself at strength 0, and the scene at 1', async () => {
    const body = { prompt: 'forest', mode: 'image-to-image', image: scene, seed: 3 }
    const at = (strength: number) => make(`${image}/generate/sd3`, { ...body, strength })
    const [none, half, full] = [await at(0), await at(0.5), await at(1)]
    const small = async (picture: Buffer) => sharp(picture).resize(320, 240).png().toBuffer()
    expect(await differs(await small(none), scene, (x, y) => x % 7 === 0 && y < 60)).toBeLessThan(40)
    expect(await differs(full, none)).toBeGreaterThan(await differs(half, none))
  })

  test('of erase is filled from around, with the mask as large as the picture', async () => {
    const erased = await make(`${image}/edit/erase`, { image: ball, mask: await mask(), grow_mask: 0 })
    expect(await differs(erased, ball, outside)).toBe(0)
    const grown = await make(`${image}/edit/erase`, { image: ball, mask: await mask(), grow_mask: 20 })
    expect(await differs(grown, await plain(320, 240, '#e8e4da'))).toBeLessThan(30)
  })

  test('of erase without a mask is filled where the picture is transparent', async () => {
    const holed = await drawing(
      100,
      100,
      '<path d="M0 0H100V100H0zM30 30V70H70V30z" fill="#3366cc" fill-rule="evenodd"/>',
    )
    const filled = await make(`${image}/edit/erase`, { image: holed })
    const [r = 0, g = 0, b = 0, alpha] = await colour(filled, 50, 50)
    expect([Math.abs(r - 0x33) < 6, Math.abs(g - 0x66) < 6, Math.abs(b - 0xcc) < 6, alpha]).toEqual([
      true,
      true,
      true,
      255,
    ])
  })

  test('of inpaint changes the inside alone', async () => {
    const body = { image: ball, prompt: 'green forest', mask: await mask(), grow_mask: 0 }
    const painted = await make(`${image}/edit/inpaint`, body)
    expect(await differs(painted, ball, outside)).toBe(0)
    const [r, g] = await meanOf(painted, { left: 110, top: 70, width: 100, height: 100 })
    expect(g).toBeGreaterThan(r)
  })

  test('of outpaint grows by exactly what was asked, the picture unchanged in its place', async () => {
    const margins = { left: 13, right: 200, up: 0, down: 77 }
    for (const prompt of [{}, { prompt: 'blue sea' }]) {
      const grown = await make(`${image}/edit/outpaint`, { image: ball, ...margins, ...prompt })
      expect(await sizeOf(grown)).toEqual([320 + 213, 240 + 77])
      const own = await sharp(grown).extract({ left: 13, top: 0, width: 320, height: 240 }).png().toBuffer()
      expect(await differs(own, ball)).toBe(0)
    }
  })

  test('of a large picture is made while the sandbox goes on answering', async () => {
    const noise = randomBytes(1500 * 1200 * 3)
    const large = await sharp(noise, { raw: { width: 1500, height: 1200, channels: 3 } })
      .png()
      .toBuffer()
    expect(large.length).toBeGreaterThan(700_000)
    const all = await drawing(64, 64, '<rect width="64" height="64" fill="#fff"/>')
    const body = { image: large, mask: all, prompt: 'green forest', seed: 3, grow_mask: 0 }
    const [painted, health] = await Promise.all([
      make(`${image}/edit/inpaint`, body),
      world.control<{ ok: boolean }>('health'),
    ])
    expect(health.ok).toBe(true)
    expect(await sizeOf(painted)).toEqual([1500, 1200])
    const [r, g] = await meanOf(painted)
    expect(g).toBeGreaterThan(r)
  })

  test('of search and replace changes what was named', async () => {
    const body = { image: ball, prompt: 'green forest', search_prompt: 'the red ball' }
    const replaced = await make(`${image}/edit/search-and-replace`, body)
    expect((await colour(replaced, 160, 120))[0]).not.toBe(0xcc)
    expect(await differs(replaced, ball, (x, y) => Math.hypot(x - 160, y - 120) > 75)).toBe(0)
  })

  test('of search and recolor gives what was named the colour asked for', async () => {
    const two = await drawing(
      320,
      240,
      '<rect width="320" height="240" fill="#eee"/><circle cx="80" cy="120" r="50" fill="#cc2222"/><circle cx="240" cy="120" r="50" fill="#2244cc"/>',
    )
    const body = { image: two, select_prompt: 'red ball', prompt: 'make it green' }
    const recoloured = await make(`${image}/edit/search-and-recolor`, body)
    const [r = 0, g = 0, b = 0] = await colour(recoloured, 80, 120)
    expect(g).toBeGreaterThan(Math.max(r, b) + 30)
    expect((await colour(recoloured, 240, 120)).slice(0, 3)).toEqual([0x22, 0x44, 0xcc])
    expect(await sizeOf(recoloured)).toEqual([320, 240])
  })

  test('of remove background is transparent around the subject, and whole within', async () => {
    for (const output_format of ['png', 'webp']) {
      const cut = await make(`${image}/edit/remove-background`, { image: ball, output_format })
      expect((await sharp(cut).metadata()).hasAlpha).toBe(true)
      expect((await colour(cut, 5, 5))[3]).toBe(0)
      expect((await colour(cut, 160, 120))[3]).toBe(255)
    }
    const cut = await make(`${image}/edit/remove-background`, { image: ball })
    expect((await colour(cut, 160, 120)).slice(0, 3)).toEqual([0xcc, 0x22, 0x22])
  })

  test('of replace background keeps the subject, before what was asked, in the light asked for', async () => {
    const path = `${image}/edit/replace-background-and-relight`
    const reference = await plain(64, 64, '#00aa44')
    const body = { subject_image: ball, background_reference: reference, preserve_original_subject: 1 }
    const behind = await make(path, body)
    expect((await colour(behind, 10, 10)).slice(0, 3)).toEqual([0, 0xaa, 0x44])
    expect((await colour(behind, 160, 120)).slice(0, 3)).toEqual([0xcc, 0x22, 0x22])
    const lit = await make(path, { ...body, light_source_direction: 'left', light_source_strength: 1 })
    expect((await colour(lit, 10, 120))[1]).toBeGreaterThan((await colour(lit, 310, 120))[1]! + 60)
    const kept = await make(path, { ...body, keep_original_background: 'true' })
    expect((await colour(kept, 10, 10)).slice(0, 3)).toEqual([0xe8, 0xe4, 0xda])
  })

  test('of the upscalers is as large as they say', async () => {
    expect(await sizeOf(await make(`${image}/upscale/fast`, { image: ball }))).toEqual([1280, 960])
    for (const kind of ['conservative', 'creative']) {
      const [width = 0, height = 0] = await sizeOf(
        await make(`${image}/upscale/${kind}`, { image: ball, prompt: 'a' }),
      )
      expect(Math.abs(width * height - 4 * 1024 * 1024)).toBeLessThan(6000)
      expect(width / height).toBeCloseTo(4 / 3, 2)
    }
  })

  test('of a sketch follows its lines, of a structure its light and shade', async () => {
    const body = { image: scene, prompt: 'forest', seed: 4 }
    const along = async (path: string, more = {}) => {
      const picture = await make(`${image}/control/${path}`, { ...body, ...more })
      expect(await sizeOf(picture)).toEqual([320, 240])
      return likeness(picture, scene)
    }
    expect(await along('sketch', { control_strength: 1 })).toBeGreaterThan(
      (await along('sketch', { control_strength: 0 })) + 0.2,
    )
    expect(await along('structure', { control_strength: 1 })).toBeGreaterThan(0.6)
  })

  test('in a style moves towards its colours', async () => {
    const gold = await drawPicture({
      prompt: 'orange desert',
      seed: '1',
      width: 200,
      height: 200,
      format: 'png',
    })
    const wanted = await meanOf(gold)
    const away = async (picture: Buffer) =>
      (await meanOf(picture)).reduce((sum, value, at) => sum + Math.abs(value - wanted[at]!), 0)
    const style = (fidelity: number) =>
      make(`${image}/control/style`, { image: gold, prompt: 'blue sea', fidelity, seed: 1 })
    expect(await away(await style(1))).toBeLessThan((await away(await style(0))) * 0.4)
    const moved = await make(`${image}/control/style-transfer`, { init_image: scene, style_image: gold })
    expect(await away(moved)).toBeLessThan((await away(scene)) * 0.4)
    expect(await likeness(moved, scene)).toBeGreaterThan(0.5)
  })

  test('in space wears the picture, at the size asked for', async () => {
    vi.stubGlobal('self', globalThis)
    const seen: number[] = []
    vi.stubGlobal('createImageBitmap', async (blob: Blob) => {
      const { width, height } = await sharp(Buffer.from(await blob.arrayBuffer())).metadata()
      seen.push(Math.max(width, height))
      return { width, height, close: () => undefined }
    })
    const large = await sharp(ball).resize(1600, 1200).png().toBuffer()
    for (const path of ['stable-fast-3d', 'stable-point-aware-3d']) {
      const glb = await make(`/v2beta/3d/${path}`, { image: large, texture_resolution: '512' })
      const { scene } = await new GLTFLoader().parseAsync(new Uint8Array(glb).buffer, '')
      expect(scene.children.length).toBeGreaterThan(0)
    }
    expect(new Set(seen)).toEqual(new Set([512]))
  })
})

/** How alike the lines of two pictures of one size are, -1 to 1. */
async function likeness(a: Buffer, b: Buffer): Promise<number> {
  const [one, two] = [linesOf(await readPixels(a)).data, linesOf(await readPixels(b)).data]
  const mean = (list: Uint8Array) => list.reduce((sum, value) => sum + value, 0) / list.length
  const [meanOne, meanTwo] = [mean(one), mean(two)]
  let [both, first, second] = [0, 0, 0]
  for (let at = 0; at < one.length; at++) {
    const [x, y] = [(one[at] ?? 0) - meanOne, (two[at] ?? 0) - meanTwo]
    both += x * y
    first += x * x
    second += y * y
  }
  return both / Math.sqrt(first * second)
}
