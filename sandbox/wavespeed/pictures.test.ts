import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { facesOf } from '../edits/faces.ts'
import { letteringOf } from '../edits/lettering.ts'
import { drawPicture } from '../pictures.ts'
import { readPixels } from '../pixels.ts'
import { colour, differs, drawing, meanOf, plain } from '../test-pictures.ts'
import { models } from './catalogue.ts'
import { openRun } from './test-run.ts'

const { make, run, say } = openRun()
const sizeOf = async (picture: Buffer) => {
  const { width, height, format, hasAlpha } = await sharp(picture).metadata()
  return { width, height, format, hasAlpha }
}

let vase: Buffer
let green: Buffer
let ball: Buffer
let people: Buffer
beforeAll(async () => {
  const size = { width: 320, height: 240, format: 'png' as const }
  vase = await drawPicture({ prompt: 'blue vase', seed: '1', product: true, ...size })
  green = await plain(320, 240, '#00aa00')
  ball = await drawing(
    320,
    240,
    '<rect width="320" height="240" fill="#e8e4da"/><circle cx="160" cy="120" r="60" fill="#cc2222"/>',
  )
  people = await drawPicture({
    prompt: 'a couple at sunset',
    seed: '1',
    width: 480,
    height: 320,
    format: 'png',
  })
})

describe('every picture model', () => {
  const picturesOut = models.filter(({ type }) => type.endsWith('to-image'))
  test.each(picturesOut)('$path gives a picture that decodes', async ({ path, schema }) => {
    const body = Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([name]) => schema.required.includes(name))
        .map(([name, each]) => [
          name,
          each.format === 'image'
            ? each.type === 'array'
              ? [people]
              : people
            : (each.enum?.[0] ?? 'brighter, please'),
        ]),
    )
    const small = 'size' in schema.properties && !schema.properties['size']?.enum ? { size: '512*256' } : {}
    const quick = 'target_resolution' in schema.properties ? { target_resolution: '2k' } : {}
    const picture = await make(path, { ...body, ...small, ...quick })
    const { width = 0, height = 0 } = await sizeOf(picture)
    if ('size' in small) expect({ width, height }).toEqual({ width: 512, height: 256 })
    expect((await sharp(picture).stats()).channels[0]?.stdev).toBeGreaterThan(5)
    expect(width * height).toBeGreaterThan(50_000)
  })
})

describe('edits by words', () => {
  const edit = (prompt: string, more = {}) =>
    make('bytedance/seededit-v3', { image: vase, prompt, seed: 3, ...more })

  test('are the same again with the same seed, and differ with another', async () => {
    const first = await edit('make it red')
    expect((await edit('make it red')).equals(first)).toBe(true)
    expect((await edit('make it red', { seed: 4 })).equals(first)).toBe(false)
    expect(await differs(await edit('make it red', { seed: 4 }), first)).toBeLessThan(40)
  })

  test('change what the words say', async () => {
    const [r, g, b] = await meanOf(vase)
    const red = await meanOf(await edit('make it red'))
    expect(red[0] - red[2]).toBeGreaterThan(r - b + 30)
    expect((await meanOf(await edit('brighter')))[1]).toBeGreaterThan(g + 12)
    expect((await meanOf(await edit('darker')))[1]).toBeLessThan(g - 12)
    const grey = await meanOf(await edit('black and white'))
    expect(Math.abs(grey[0] - grey[2])).toBeLessThan(6)
    const mirrored = await sharp(await edit('mirror it'))
      .flop()
      .png()
      .toBuffer()
    expect(await differs(mirrored, vase)).toBeLessThan(25)
    const hardSteps = async (picture: Buffer) => {
      const { data, width } = await readPixels(picture)
      return data.filter((value, at) => at > width * 4 && Math.abs(value - (data[at - width * 4] ?? 0)) > 24)
        .length
    }
    expect(await hardSteps(await edit('blur it'))).toBeLessThan((await hardSteps(vase)) * 0.3)
  })

  test('write down what they do not understand', async () => {
    const written = await edit('a hat of quiet mystery')
    const foot = (_x: number, y: number) => y > 160
    expect(await differs(written, vase, foot)).toBeGreaterThan(100)
    expect(await differs(written, vase, (_x, y) => y < 120)).toBeLessThan(25)
  })

  test('keep the size of the picture, or take the size or shape asked for', async () => {
    expect(await sizeOf(await edit('red'))).toMatchObject({ width: 320, height: 240 })
    const prompt = 'red'
    const qwen = { image: vase, prompt, size: '300*500', output_format: 'webp' }
    expect(await sizeOf(await make('wavespeed-ai/qwen-image/edit', qwen))).toMatchObject({
      width: 300,
      height: 500,
      format: 'webp',
    })
    const kontext = await sizeOf(
      await make('wavespeed-ai/flux-kontext-pro', { image: vase, prompt, aspect_ratio: '16:9' }),
    )
    expect((kontext.width ?? 0) / (kontext.height ?? 1)).toBeCloseTo(16 / 9, 1)
    const large = await sizeOf(await make('google/nano-banana-pro/edit-ultra', { images: [vase], prompt }))
    expect(large).toMatchObject({ width: 4096, height: 3072, format: 'png' })
  })

  test('of several pictures show them all', async () => {
    const magenta = await plain(100, 100, '#ff00ff')
    const prompt = 'brighter'
    for (const path of ['wavespeed-ai/flux-kontext-pro/multi', 'vidu/reference-to-image-q2']) {
      const picture = await make(path, { images: [vase, green, magenta], prompt })
      const { data } = await readPixels(picture)
      let [greens, magentas] = [0, 0]
      for (let at = 0; at < data.length; at += 4) {
        const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3)
        if (g > 160 && g < 180 && r < 10 && b < 10) greens++
        if (r > 245 && g < 10 && b > 245) magentas++
      }
      expect(greens / (data.length / 4), path).toBeGreaterThan(0.01)
      expect(magentas / (data.length / 4), path).toBeGreaterThan(0.01)
    }
  })
})

describe('masks', () => {
  const inside = (x: number, y: number) => Math.hypot(x - 160, y - 120) < 62
  const outside = (x: number, y: number) => !(x >= 80 && x < 240 && y >= 40 && y < 200)
  const mask = drawing(
    320,
    240,
    '<rect width="320" height="240"/><rect x="80" y="40" width="160" height="160" fill="#fff"/>',
  )

  test('the eraser fills from around, and touches nothing else', async () => {
    const erased = await make('wavespeed-ai/image-eraser', {
      image: ball,
      mask_image: await mask,
      output_format: 'png',
    })
    expect(await differs(erased, ball, outside)).toBe(0)
    expect(await differs(erased, await plain(320, 240, '#e8e4da'), inside)).toBeLessThan(6)
  })

  test('the eraser finds what words name, and what a picture shows', async () => {
    for (const more of [{ prompt: 'the red ball' }, {}]) {
      const erased = await make('wavespeed-ai/image-eraser', { image: ball, output_format: 'png', ...more })
      expect(await differs(erased, await plain(320, 240, '#e8e4da'))).toBeLessThan(60)
      expect((await colour(erased, 160, 120))[1]).toBeGreaterThan(180)
    }
  })

  test('inpainting changes the inside alone', async () => {
    const body = { image: ball, prompt: 'green forest', mask_image: await mask }
    const painted = await make('wavespeed-ai/z-image/turbo-inpaint', body)
    expect(await differs(painted, ball, outside)).toBe(0)
    const [r, g] = await meanOf(painted, { left: 90, top: 50, width: 140, height: 140 })
    expect(g).toBeGreaterThan(r)
  })

  test('GPT Image 1 draws where the mask is transparent', async () => {
    const holed = await drawing(1024, 1024, '<rect width="1024" height="512" fill="#fff"/>')
    const image = await plain(1024, 1024, '#ff00ff')
    const painted = await make('openai/gpt-image-1', { image, prompt: 'green forest', mask_image: holed })
    expect(await differs(painted, image, (_x, y) => y < 510)).toBe(0)
    expect(await differs(painted, image, (_x, y) => y > 520)).toBeGreaterThan(100)
    const full = { image, prompt: 'x', mask_image: await plain(64, 64, '#fff') }
    await expect(make('openai/gpt-image-1', full)).rejects.toMatchObject({ code: 1403 })
  })
})

describe('the canvas', () => {
  test.each([
    ['1:1', 320, 320],
    ['16:9', 427, 240],
    ['9:16', 320, 569],
  ])('grows to %s with the picture itself in the middle', async (aspect_ratio, width, height) => {
    const expanded = await make('bria/expand', { image: ball, aspect_ratio })
    expect(await sizeOf(expanded)).toMatchObject({ width, height })
    const [left, top] = [Math.floor((width - 320) / 2), Math.floor((height - 240) / 2)]
    const middle = await sharp(expanded).extract({ left, top, width: 320, height: 240 }).png().toBuffer()
    expect(await differs(middle, ball)).toBe(0)
    // What is new goes on as the picture ends.
    const [edge = 0] = await colour(expanded, width > 320 ? left - 1 : 160, height > 240 ? top - 1 : 120)
    expect(Math.abs(edge - 0xe8)).toBeLessThan(30)
  })

  test('zooms out to the size asked for, the picture small in the middle', async () => {
    const body = { image: ball, size: '640*480', output_format: 'png' }
    const far = await make('wavespeed-ai/image-zoom-out', body)
    expect(await sizeOf(far)).toMatchObject({ width: 640, height: 480 })
    const small = await sharp(ball).resize(422, 317, { fit: 'fill' }).png().toBuffer()
    const middle = await sharp(far).extract({ left: 109, top: 81, width: 422, height: 317 }).png().toBuffer()
    expect(await differs(middle, small)).toBeLessThan(3)
  })

  test.each([
    ['wavespeed-ai/image-upscaler', { target_resolution: '2k' }, 2048, 1536, 'jpeg'],
    ['wavespeed-ai/ultimate-image-upscaler', { output_format: 'webp' }, 4096, 3072, 'webp'],
    ['bria/increase-resolution', {}, 640, 480, 'png'],
    ['bria/increase-resolution', { desired_increase: 4 }, 1280, 960, 'png'],
  ] as const)('%s %j enlarges to %i x %i', async (path, more, width, height, format) => {
    const large = await make(path, { image: ball, ...more })
    expect(await sizeOf(large)).toMatchObject({ width, height, format })
    const back = await sharp(large).resize(320, 240).png().toBuffer()
    const edge = (x: number, y: number) => Math.abs(Math.hypot(x - 160, y - 120) - 60) > 4
    expect(await differs(back, ball, edge)).toBeLessThan(8)
  })
})

test('a new background stands behind the same subject', async () => {
  const scene = await make('bria/generate-background', { image: ball, prompt: 'green forest' })
  const within = (x: number, y: number) => Math.hypot(x - 160, y - 120) < 54
  expect(await differs(scene, ball, within)).toBe(0)
  expect(await differs(scene, ball, (x, y) => Math.hypot(x - 160, y - 120) > 70)).toBeGreaterThan(80)
})

test('a character stands in the new scene', async () => {
  const image = await plain(300, 300, '#e8e4da')
  const dot = Buffer.from(
    '<svg width="300" height="300"><circle cx="150" cy="150" r="80" fill="#cc2222"/></svg>',
  )
  const character = await sharp(image)
    .composite([{ input: dot }])
    .png()
    .toBuffer()
  const scene = await make('ideogram-ai/ideogram-character', { image: character, prompt: 'green forest' })
  expect((await colour(scene, 512, 512)).slice(0, 3)).toEqual([0xcc, 0x22, 0x22])
  expect((await colour(scene, 20, 900))[0]).toBeLessThan(160)
})

describe('faces', () => {
  const blue = () =>
    drawing(
      200,
      260,
      '<rect width="200" height="260" fill="#333"/><ellipse cx="100" cy="120" rx="60" ry="85" fill="#c98c62"/><rect x="60" y="150" width="80" height="10" fill="#0000ff"/>',
    )
  /** How many clearly blue pixels a face's box has. */
  async function blues(picture: Buffer, at: number): Promise<number> {
    const box = facesOf(await readPixels(people))[at]
    if (!box) throw new Error(`no face ${at}`)
    const { data } = await readPixels(await sharp(picture).extract(box).png().toBuffer())
    let count = 0
    for (let byte = 0; byte < data.length; byte += 4)
      if ((data[byte + 2] ?? 0) > 200 && (data[byte] ?? 0) < 60) count++
    return count
  }

  test('two are seen in a couple, the larger first', async () => {
    const faces = facesOf(await readPixels(people))
    expect(faces.length).toBe(2)
    expect(faces[0]!.width * faces[0]!.height).toBeGreaterThanOrEqual(faces[1]!.width * faces[1]!.height)
  })

  test.each([0, 1])('number %i is replaced, the other stays', async (target_index) => {
    const body = { image: people, face_image: await blue(), target_index, output_format: 'png' }
    const swapped = await make('wavespeed-ai/image-face-swap', body)
    expect(await blues(swapped, target_index)).toBeGreaterThan(20)
    expect(await blues(swapped, 1 - target_index)).toBe(0)
    expect(await sizeOf(swapped)).toMatchObject({ width: 480, height: 320 })
  })

  test('a face that is not there is refused', async () => {
    const body = { image: people, face_image: await blue(), target_index: 5 }
    await expect(make('wavespeed-ai/image-face-swap', body)).rejects.toMatchObject({ code: 1403 })
  })

  test('a head is more than a face', async () => {
    const body = { image: people, face_image: people, output_format: 'png' }
    const changed = async (path: string) => {
      const [a, b] = await Promise.all([
        make(path, { ...body, face_image: await blue() }).then(readPixels),
        readPixels(people),
      ])
      return a.data.reduce((count, value, at) => count + Number(Math.abs(value - (b.data[at] ?? 0)) > 8), 0)
    }
    const face = await changed('wavespeed-ai/image-face-swap-pro')
    expect(await changed('wavespeed-ai/image-head-swap')).toBeGreaterThan(face * 1.3)
  })

  test('each new face takes the place of the one it is paired with', async () => {
    const [first, second] = facesOf(await readPixels(people))
    const crop = (box: typeof first) => sharp(people).extract(box!).png().toBuffer()
    const body = { image: people, source_image: [await blue()], target_image: [await crop(second)] }
    const swapped = await make('akool/image-face-swap', body)
    expect(await blues(swapped, 1)).toBeGreaterThan(20)
    expect(await blues(swapped, 0)).toBe(0)
    const uneven = { ...body, target_image: [await crop(first), await crop(second)] }
    await expect(make('akool/image-face-swap', uneven)).rejects.toMatchObject({ code: 1403 })
  })
})

describe('words on pictures', () => {
  const prompt = 'A calm lake'
  const written = () =>
    make('wavespeed-ai/qwen-image/text-to-image', { prompt, size: '640*480', output_format: 'png', seed: 1 })

  test('are found where they stand', async () => {
    const [place] = letteringOf(await readPixels(await written()))
    expect(place!.top).toBeGreaterThan(360)
    expect(place!.left).toBeLessThan(80)
  })

  test('are taken off', async () => {
    const before = await written()
    const clean = await make('wavespeed-ai/image-text-remover', { image: before, output_format: 'png' })
    expect(letteringOf(await readPixels(clean))).toEqual([])
    expect(await differs(clean, before, (_x, y) => y < 300)).toBe(0)
  })

  test('are drawn anew in another language, in the same place', async () => {
    const image = await written()
    const german = await make('wavespeed-ai/image-translator', {
      image,
      target_language: 'german',
      output_format: 'png',
    })
    const french = await make('alibaba/qwen-image/translate', { image, target_lang: 'fr' })
    expect(await differs(german, image, (_x, y) => y < 300)).toBe(0)
    expect(await differs(german, image, (_x, y) => y > 380)).toBeGreaterThan(60)
    expect(await differs(german, french, (_x, y) => y > 380)).toBeGreaterThan(60)
    const term = await make('alibaba/qwen-image/translate', {
      image,
      target_lang: 'fr',
      terminologies: [{ source: 'lake', target: 'ETANG' }],
    })
    expect(await differs(term, french)).toBeGreaterThan(60)
  })
})

test('a caption names size and colours, longer the more detail is asked for', async () => {
  const tell = (more: object) => say('wavespeed-ai/image-captioner', { image: ball, ...more })
  const [low, medium, high] = [
    await tell({ detail_level: 'low' }),
    await tell({}),
    await tell({ detail_level: 'high' }),
  ]
  expect(low).toContain('320 by 240')
  expect(low).toContain('red')
  expect(low.length).toBeLessThan(medium.length)
  expect(medium.length).toBeLessThan(high.length)
  expect(await tell({ focus: 'the red ball' })).toMatch(/the red ball: it is mainly red, in the middle/)
  expect(await tell({ image: green })).toContain('green')
})

test('what is no picture fails with 1403, a broken address with 1402', async () => {
  const prompt = 'red'
  await expect(run('bytedance/seededit-v3', { image: Buffer.from('none'), prompt })).rejects.toMatchObject({
    code: 1403,
  })
  await expect(run('bytedance/seededit-v3', { image: 'https://a.example', prompt })).rejects.toMatchObject({
    code: 1402,
  })
})
