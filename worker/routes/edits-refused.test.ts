import { beforeAll, describe, expect, it } from 'vitest'
import { AssetPage, paths } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { newcomer, post, send, type Somebody } from '../test/caller.ts'
import { add, logo, scenery } from '../test/drawn.ts'
import { fileOf } from '../test/files.ts'

let ada: Somebody
let picture: Asset
let mark: Asset

beforeAll(async () => {
  ada = await newcomer('Ada')
  picture = await add(ada.token, scenery)
  mark = await add(ada.token, logo, 'logo')
})

const edit = (path: string, body: object, token = ada.token) => post(path, body, { token })

describe('what is refused, with its name and what to do', () => {
  it.each([
    ['convert', { to: 'bmp' }, 'to'],
    ['convert', { to: 'webp', lossless: true }, 'lossless'],
    ['convert', { to: 'avif', depth: '10' }, 'depth'],
    ['compress', { how: 'lossless' }, 'how'],
    ['compress', { progressive: false }, 'progressive'],
    ['watermark', { kind: 'text', text: '© Ada' }, 'kind'],
    ['watermark', { kind: 'logo', logo: 'MARK', angle: 30 }, 'angle'],
    ['watermark', { kind: 'logo', logo: 'MARK', place: 'tile', size: 1, spacing: 0 }, 'spacing'],
    ['enhance', { exposure: 1 }, 'exposure'],
    ['enhance', { denoise: 10 }, 'denoise'],
    ['enhance', { filter: 'sepia' }, 'filter'],
    ['enhance', { auto: ['white-balance'] }, 'auto'],
    ['social', { own: ['nowhere 0 0'] }, 'own'],
  ] as const)('%s %j', async (name, fields, path) => {
    const values = 'logo' in fields ? { ...fields, logo: mark.id } : fields
    const answer = await edit(paths[name], { image: picture.id, ...values })
    expect(answer.status).toBe(400)
    expect(answer.problem()).toMatchObject({ code: 'bad-input', fields: [{ path }] })
    expect(answer.problem().remedy).not.toBe('')
    expect(answer.problem().detail).toContain('Nothing was stored')
  })

  it.each([
    ['convert', { to: 'tga' }, 'to'],
    ['watermark', { kind: 'logo' }, 'logo'],
    ['resize', { width: 0 }, 'width'],
    ['resize', { width: 99_999 }, 'width'],
    ['compress', { quality: 101 }, 'quality'],
    ['enhance', { brightness: 'very' }, 'brightness'],
    ['social', { placements: [] }, 'placements'],
    ['social', { placements: ['myspace-wall'] }, 'placements.0'],
  ] as const)('%s %j does not read as it should', async (name, fields, path) => {
    const answer = await edit(paths[name], { image: picture.id, ...fields })
    expect(answer.problem()).toMatchObject({ code: 'bad-input', fields: [{ path }] })
  })

  it('no size at all', async () => {
    const answer = await edit(paths.resize, { image: picture.id })
    expect(answer.problem()).toMatchObject({ code: 'bad-input', detail: expect.stringContaining('how wide') })
  })

  it.each(['compress', 'convert', 'resize', 'watermark', 'enhance', 'social'] as const)(
    '%s of another workspace’s picture, of a clip, of what moves',
    async (name) => {
      const eve = await newcomer('Eve')
      const own = await add(eve.token, scenery)
      const clip = await add(eve.token, fileOf('clip'))
      const fields = { resize: { width: 10 }, watermark: { logo: own.id } }[name as string] ?? {}
      const asked = (image: string) => edit(paths[name], { image, ...fields }, eve.token)
      expect((await asked(picture.id)).problem()).toMatchObject({ code: 'not-found' })
      expect((await asked(clip.id)).problem()).toMatchObject({
        code: 'bad-input',
        fields: [{ path: 'image' }],
      })
      expect((await asked('ast_0123456789abcdefghjkmnpqr')).problem().code).toBe('not-found')
      const page = AssetPage.parse((await send(paths.assets, { token: eve.token })).json())
      expect(page.assets).toHaveLength(2)
    },
  )

  it('another workspace’s logo', async () => {
    const eve = await newcomer('Eve')
    const own = await add(eve.token, scenery)
    const answer = await edit(paths.watermark, { image: own.id, logo: mark.id }, eve.token)
    expect(answer.problem()).toMatchObject({ code: 'not-found', fields: [{ path: 'logo' }] })
  })

  it('AVIF that is too large for the service that writes it', async () => {
    const large = await add(ada.token, fileOf('large'), 'large')
    const answer = await edit(paths.convert, { image: large.id, to: 'avif' })
    expect(answer.problem()).toMatchObject({ code: 'bad-input', detail: expect.stringContaining('1,200') })
    const asWebp = await edit(paths.convert, { image: large.id, to: 'webp' })
    expect(Asset.parse(asWebp.json())).toMatchObject({ width: 5000, height: 3000 })
  })

  it('a picture whose inside is damaged', async () => {
    const bytes = scenery.slice()
    bytes.fill(0x5a, 200, bytes.length - 200)
    const broken = await add(ada.token, bytes, 'broken')
    for (const [path, fields] of [
      [paths.resize, { width: 20 }],
      [paths.enhance, {}],
      [paths.social, {}],
    ] as const) {
      const answer = await edit(path, { image: broken.id, ...fields })
      expect(answer.problem()).toMatchObject({
        code: 'bad-input',
        remedy: expect.stringContaining('save it anew'),
      })
    }
  })

  it('more of them in a minute than 120', async () => {
    const eve = await newcomer('Eve')
    const nobodys = { image: 'ast_0123456789abcdefghjkmnpqr', width: 30 }
    const statuses = new Set<number>()
    // Two windows may share the requests, so there are more than two windows take.
    for (let round = 0; round < 3; round++) {
      const some = await Promise.all(
        Array.from({ length: 100 }, () => edit(paths.resize, nobodys, eve.token)),
      )
      for (const { status } of some) statuses.add(status)
    }
    expect(statuses).toEqual(new Set([404, 429]))
    expect((await edit(paths.resize, nobodys)).status).toBe(404)
  })
})
