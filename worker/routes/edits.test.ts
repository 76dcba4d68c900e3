import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { decode } from 'fast-png'
import { beforeAll, describe, expect, it } from 'vitest'
import { AssetList, AssetPage, paths } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { readMetadata, writeMetadata } from '../../shared/metadata/file.ts'
import { noMetadata } from '../../shared/metadata/metadata.ts'
import { noXmp, ns, parseXmp, valueOf, withValue, writeXmp } from '../../shared/metadata/xmp.ts'
import { placementOf } from '../../shared/platforms.ts'
import { openDb } from '../db/open.ts'
import { assets } from '../db/schema.ts'
import { newcomer, post, send, type Somebody } from '../test/caller.ts'
import { add, busy, logo, scenery } from '../test/drawn.ts'

let ada: Somebody
let picture: Asset
let mark: Asset

beforeAll(async () => {
  ada = await newcomer('Ada')
  picture = await add(ada.token, scenery)
  mark = await add(ada.token, logo, 'logo')
})

const edit = (path: string, body: object, token = ada.token) => post(path, body, { token })

async function made(path: string, body: object, token = ada.token): Promise<Asset> {
  const answer = await edit(path, body, token)
  expect(answer.status, JSON.stringify(answer.json())).toBe(201)
  return Asset.parse(answer.json())
}

async function bytesOf({ url }: Asset) {
  const link = new URL(url)
  return (await send(link.pathname + link.search)).bytes
}

async function pixelsOf(asset: Asset) {
  const { width, height, channels, data } = decode(await bytesOf(asset))
  return {
    width,
    height,
    at: (x: number, y: number) => [
      ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
    ],
  }
}

const near = (one: number[], other: readonly number[], by = 3) =>
  expect(
    Math.max(...other.map((value, n) => Math.abs(value - one[n]!))),
    `${one} ~ ${other}`,
  ).toBeLessThanOrEqual(by)

describe('a picture of the library', () => {
  it('is made smaller and stands beside the one it was made of', async () => {
    const asset = await made(paths.resize, { image: picture.id, width: 150 })
    expect(asset).toMatchObject({
      width: 150,
      height: 100,
      type: 'image/png',
      origin: 'edited',
      from: picture.id,
      name: 'harbour',
    })
    expect(
      Asset.parse((await send(`${paths.assets}/${picture.id}`, { token: ada.token })).json()),
    ).toMatchObject({ sha256: picture.sha256 })
  })

  it.each([
    [
      'filled to the focal point',
      { how: 'fill', width: 100, height: 200, focus: 'point', focal: { x: 1, y: 0.5 } },
      [100, 200],
      [50, 100],
      [20, 130, 40],
    ],
    [
      'filled from the middle',
      { how: 'fill', width: 200, height: 200, focus: 'center' },
      [200, 200],
      [10, 10],
      [195, 30, 40],
    ],
    [
      'with a border',
      { how: 'pad', width: 200, height: 200, background: '#102030' },
      [200, 200],
      [100, 10],
      [16, 32, 48],
    ],
    ['stretched', { how: 'stretch', width: 60, height: 80 }, [60, 80], [5, 0], [200, 30, 40]],
    ['by percent', { how: 'percent', percent: 200 }, [600, 400], [590, 390], [20, 82, 40]],
    [
      'cut out',
      { how: 'crop', crop: { x: 0.5, y: 0, width: 0.5, height: 0.5 } },
      [150, 100],
      [5, 5],
      [20, 177, 40],
    ],
  ] as const)('%s', async (_, fields, [width, height], [x, y], colour) => {
    const asset = await made(paths.resize, { image: picture.id, ...fields })
    expect(asset).toMatchObject({ width, height })
    near((await pixelsOf(asset)).at(x, y), colour, 6)
  })

  it('keeps the focal point that was marked, before what is found', async () => {
    const own = await add(ada.token, scenery.slice(), 'own')
    const fill = { image: own.id, how: 'fill', width: 50, height: 200 }
    await send(`${paths.assets}/${own.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ focal: { x: 0, y: 0 } }),
      token: ada.token,
    })
    near((await pixelsOf(await made(paths.resize, fill))).at(25, 0), [200, 30, 40])
    await send(`${paths.assets}/${own.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ focal: { x: 1, y: 0 } }),
      token: ada.token,
    })
    near((await pixelsOf(await made(paths.resize, fill))).at(25, 0), [20, 180, 40])
  })

  it.each([
    ['jpg', 'image/jpeg'],
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
    ['gif', 'image/gif'],
    ['png', 'image/png'],
  ])('becomes a %s', async (to, type) => {
    expect(await made(paths.convert, { image: picture.id, to })).toMatchObject({
      type,
      width: 300,
      height: 200,
    })
  })

  it('has fewer bytes, as many as were asked for, and width and height where they are to stay', async () => {
    const large = await add(ada.token, busy, 'busy')
    const small = await made(paths.compress, {
      image: large.id,
      how: 'size',
      target: 20,
      type: 'jpg',
      keepSize: true,
    })
    expect(small).toMatchObject({ type: 'image/jpeg', width: 320, height: 240 })
    expect(small.bytes).toBeLessThanOrEqual(20_000)
    expect(small.bytes).toBeGreaterThan(14_000)
    const tiny = await made(paths.compress, { image: large.id, how: 'size', target: 4, type: 'jpg' })
    expect(tiny.bytes).toBeLessThanOrEqual(4000)
    expect(tiny.width).toBeLessThan(320)
    const smallest = await made(paths.compress, { image: large.id, type: 'smallest' })
    expect(smallest.bytes).toBeLessThan(large.bytes)
    // Nothing is to be gained: it stays the only one.
    expect((await made(paths.compress, { image: picture.id })).id).toBe(picture.id)
  })

  it('gets a logo at its place, as strong as said', async () => {
    const asset = await made(paths.watermark, {
      image: picture.id,
      kind: 'logo',
      logo: mark.id,
      size: 20,
      margin: 5,
      opacity: 50,
      place: 'bottom-right',
    })
    const { at } = await pixelsOf(asset)
    // 60 x 30 pixels, 10 from the edges: from (230, 160) to (290, 190).
    near(at(260, 175), [137, 174, 148], 3)
    near(at(229, 175), [20, 92, 40], 2)
    near(at(260, 159), [20, 100, 40], 2)
    near(at(231, 161), [137, 177, 148], 5)
  })

  it('is covered with logos to its corners, cut off at the edge', async () => {
    const asset = await made(paths.watermark, {
      image: picture.id,
      logo: mark.id,
      place: 'tile',
      size: 20,
      spacing: 0,
      opacity: 100,
    })
    const { width, height, at } = await pixelsOf(asset)
    for (const [x, y] of [
      [0, 0],
      [width - 1, 0],
      [0, height - 1],
      [width - 1, height - 1],
    ] as const)
      near(at(x, y), [255, 255, 255], 2)
  })

  it('is lightened and greyed by factors', async () => {
    const light = await made(paths.enhance, { image: picture.id, auto: [], brightness: 20 })
    near((await pixelsOf(light)).at(0, 0), [240, 36, 48], 1)
    const grey = await made(paths.enhance, { image: picture.id, auto: [], filter: 'black-and-white' })
    near((await pixelsOf(grey)).at(0, 0), [67, 67, 67], 1)
    const measured = await made(paths.enhance, { image: picture.id })
    expect(measured.sha256).not.toBe(picture.sha256)
  })

  it('goes to every place, in its size, type and bytes', async () => {
    const places = ['instagram-story', 'x-header', 'linkedin-profile', 'email-header']
    const answer = await edit(paths.social, { image: picture.id, placements: places })
    expect(answer.status).toBe(201)
    const { assets: all } = AssetList.parse(answer.json())
    expect(all).toHaveLength(places.length)
    for (const [n, id] of places.entries()) {
      const { size, types, maxBytes } = placementOf(id)
      expect(all[n]).toMatchObject({
        ...size,
        from: picture.id,
        name: `harbour-${id}-${size.width}x${size.height}`,
      })
      expect(types).toContain(all[n]!.type)
      expect(all[n]!.bytes).toBeLessThanOrEqual(maxBytes ?? Infinity)
    }
    const again = AssetList.parse(
      (await edit(paths.social, { image: picture.id, placements: places })).json(),
    )
    expect(again.assets.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  })
})

describe('asked twice', () => {
  it('is made once, also at the same moment', async () => {
    const somebody = await newcomer()
    const own = await add(somebody.token, scenery)
    const wish = { image: own.id, how: 'fit', width: 77 }
    const answers = await Promise.all([1, 2, 3].map(() => edit(paths.resize, wish, somebody.token)))
    const ids = answers.map((answer) => Asset.parse(answer.json()).id)
    expect(new Set(ids).size).toBe(1)
    // The same in other words: what is left out is what is taken.
    expect((await made(paths.resize, { ...wish, enlarge: false }, somebody.token)).id).toBe(ids[0])
    expect((await made(paths.resize, { ...wish, width: 78 }, somebody.token)).id).not.toBe(ids[0])
    const page = AssetPage.parse((await send(paths.assets, { token: somebody.token })).json())
    expect(page.assets).toHaveLength(3)
  })
})

describe('what a model has made', () => {
  it('says so in every file that comes of it, and of that again', async () => {
    const own = await add(ada.token, busy.slice(), 'by a model')
    await openDb(env.DB)
      .update(assets)
      .set({ origin: 'generated', model: 'wavespeed/qwen-image', prompt: 'a lighthouse' })
      .where(eq(assets.id, own.id))
    const once = await made(paths.resize, { image: own.id, width: 100 })
    expect(once).toMatchObject({ model: 'wavespeed/qwen-image', prompt: 'a lighthouse', origin: 'edited' })
    const again = await Promise.all(
      ['jpg', 'webp', 'avif', 'gif'].map((to) =>
        made(paths.convert, { image: once.id, to, metadata: 'strip' }),
      ),
    )
    for (const asset of [once, ...again])
      expect(new TextDecoder('latin1').decode(await bytesOf(asset)), asset.type).toContain(
        'trainedAlgorithmicMedia',
      )
  })
})

describe('what a file says of itself', () => {
  /** Its author, and the town it shows. */
  async function said(asset: Asset) {
    const { xmp } = await readMetadata(await bytesOf(asset), asset.type)
    const read = (xmp && parseXmp(xmp)) ?? noXmp
    return { author: valueOf(read, `${ns.dc}creator`), town: valueOf(read, `${ns.photoshop}City`) }
  }
  const byAda = withValue(noXmp, ns.dc, 'creator', 'people', 'Ada Arden')
  let own: Asset

  beforeAll(async () => {
    const xmp = writeXmp(withValue(byAda, ns.photoshop, 'City', 'text', 'Turku'))
    own = await add(ada.token, await writeMetadata(scenery.slice(), 'image/png', { ...noMetadata, xmp }))
    expect(await said(own)).toEqual({ author: 'Ada Arden', town: 'Turku' })
  })

  it.each(['jpg', 'png', 'webp', 'avif', 'gif'])('is kept, or in part, or not, in %s', async (to) => {
    const as = async (metadata: string) => said(await made(paths.convert, { image: own.id, to, metadata }))
    expect(await as('keep')).toEqual({ author: 'Ada Arden', town: 'Turku' })
    expect(await as('rights')).toEqual({ author: 'Ada Arden', town: null })
    expect(await as('strip')).toEqual({ author: null, town: null })
  })

  it('stays where nothing is said of it, and leaves room for itself where bytes are few', async () => {
    const small = await made(paths.resize, { image: own.id, width: 90 })
    expect(await said(small)).toEqual({ author: 'Ada Arden', town: 'Turku' })
    const few = { image: own.id, how: 'size', target: 2, type: 'jpg', metadata: 'keep' }
    const tight = await made(paths.compress, few)
    expect(tight.bytes).toBeLessThanOrEqual(2000)
    expect((await said(tight)).author).toBe('Ada Arden')
  })
})
