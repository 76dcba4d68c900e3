import { inject } from 'vitest'
import { describe, expect, it } from 'vitest'
import { AssetPage, paths } from '../../shared/api.ts'
import { Asset } from '../../shared/assets.ts'
import { newcomer, post, send } from '../test/caller.ts'
import { fileOf } from '../test/files.ts'

const upload = (token: string, bytes: BodyInit, query = '') =>
  send(`${paths.assets}${query}`, { method: 'POST', body: bytes, token })

const library = async (token: string, query = '') =>
  AssetPage.parse((await send(`${paths.assets}${query}`, { token })).json())

describe('an upload', () => {
  it('stands in the library, with a link to its bytes', async () => {
    const { token } = await newcomer()
    const answer = await upload(token, fileOf('jpeg'), '?name=C:%5Cpictures%5Choliday.jpg')
    expect(answer.status).toBe(201)
    const asset = Asset.parse(answer.json())
    expect(asset).toMatchObject({ name: 'holiday', origin: 'upload', kind: 'image', type: 'image/jpeg' })
    const link = new URL(asset.url)
    expect((await send(link.pathname + link.search)).bytes).toEqual(fileOf('jpeg'))
    expect(await library(token)).toEqual({ assets: [asset], next: null })
    expect(Asset.parse((await send(`${paths.assets}/${asset.id}`, { token })).json())).toEqual(asset)
  })

  it('sent again is the same entry, also at the same moment', async () => {
    const { token } = await newcomer()
    const answers = await Promise.all([1, 2, 3].map(() => upload(token, fileOf('png'))))
    const ids = answers.map((answer) => Asset.parse(answer.json()).id)
    expect(new Set(ids).size).toBe(1)
    expect((await library(token)).assets).toHaveLength(1)
  })

  it('in two workspaces is two things', async () => {
    const [one, two] = [await newcomer(), await newcomer()]
    const mine = Asset.parse((await upload(one.token, fileOf('png'))).json())
    const theirs = Asset.parse((await upload(two.token, fileOf('png'))).json())
    expect(mine.sha256).toBe(theirs.sha256)
    expect(mine.id).not.toBe(theirs.id)
    expect(new URL(mine.url).pathname).not.toBe(new URL(theirs.url).pathname)
  })

  it('may be a clip made on the person’s machine, of a picture of theirs', async () => {
    const { token } = await newcomer()
    const picture = Asset.parse((await upload(token, fileOf('png'))).json())
    const answer = await upload(token, fileOf('clip'), `?model=device/pan-zoom&from=${picture.id}`)
    expect(Asset.parse(answer.json())).toMatchObject({
      kind: 'video',
      origin: 'device',
      model: 'device/pan-zoom',
      durationMs: 1000,
    })
  })

  it('of nobody’s picture, or by no model we know, is refused', async () => {
    const [one, two] = [await newcomer(), await newcomer()]
    const theirs = Asset.parse((await upload(two.token, fileOf('png'))).json())
    const from = await upload(one.token, fileOf('clip'), `?model=device/pan-zoom&from=${theirs.id}`)
    const by = await upload(one.token, fileOf('clip'), '?model=device/none')
    expect([from.problem().code, by.problem().code]).toEqual(['not-found', 'bad-input'])
    expect((await library(one.token)).assets).toEqual([])
  })

  it('is judged by its bytes, whatever it says it is', async () => {
    const { token } = await newcomer()
    const path = `${paths.assets}?name=picture.png`
    const headers = { 'content-type': 'image/png' }
    const answer = await send(path, { method: 'POST', body: '<html></html>', headers, token })
    expect(answer.status).toBe(415)
    expect(answer.problem()).toMatchObject({ code: 'wrong-type' })
  })

  it('of more than 25 MB is refused', async () => {
    const { token } = await newcomer()
    const body = new Uint8Array(25 * 1024 * 1024 + 1)
    body.set(fileOf('png'))
    const answer = await upload(token, body)
    expect(answer.status).toBe(413)
    expect(answer.problem().detail).toContain('25 MB')
  })
})

describe('the library', () => {
  it('is read page by page, newest first, each thing once', async () => {
    const { token } = await newcomer()
    const names = ['png', 'jpeg', 'turned', 'webp', 'gif']
    for (const name of names) await upload(token, fileOf(name), `?name=${name}`)
    const seen: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: AssetPage = await library(token, `?limit=2${next && `&cursor=${next}`}`)
      expect(page.assets.length).toBeLessThanOrEqual(2)
      seen.push(...page.assets.map((asset) => asset.name))
      next = page.next
    }
    expect(seen).toHaveLength(5)
    expect(new Set(seen)).toEqual(new Set(names))
  })
})

describe('a change of a thing in the library', () => {
  const change = (token: string, id: string, body: object) =>
    send(`${paths.assets}/${id}`, { method: 'PATCH', body: JSON.stringify(body), token })

  it('keeps the focal point and the name, each until it is changed again', async () => {
    const { token } = await newcomer()
    const asset = Asset.parse((await upload(token, fileOf('png'), '?name=lamp')).json())
    expect(asset.focal).toBeNull()
    const focal = { x: 0.25, y: 1 }
    const marked = await change(token, asset.id, { focal })
    expect(marked.status).toBe(200)
    expect(Asset.parse(marked.json())).toMatchObject({ name: 'lamp', focal })
    const named = await change(token, asset.id, { name: ' A lamp ' })
    expect(Asset.parse(named.json())).toMatchObject({ name: 'A lamp', focal })
    await change(token, asset.id, { focal: null })
    expect((await library(token)).assets).toMatchObject([{ name: 'A lamp', focal: null }])
  })

  it('of nothing, outside the picture, of a clip or of another’s is refused by name', async () => {
    const [one, two] = [await newcomer(), await newcomer()]
    const asset = Asset.parse((await upload(one.token, fileOf('png'))).json())
    const clip = Asset.parse((await upload(one.token, fileOf('clip'))).json())
    const middle = { x: 0.5, y: 0.5 }
    const outside = await change(one.token, asset.id, { focal: { x: 1.5, y: 0 } })
    expect(outside.problem().fields?.[0]?.path).toBe('focal.x')
    const answers = [
      await change(one.token, asset.id, {}),
      await change(one.token, clip.id, { focal: middle }),
      await change(two.token, asset.id, { focal: middle }),
    ]
    expect(answers.map((answer) => answer.problem().code)).toEqual(['bad-input', 'bad-input', 'not-found'])
    expect((await library(one.token)).assets.map(({ focal }) => focal)).toEqual([null, null])
  })
})

describe('a picture from elsewhere', () => {
  it('whose host wants to know who asks is told the site of the page, and no more', async () => {
    const { token } = await newcomer()
    const url = 'https://guarded.atelier.example/p/plain-48x32-aa5533.png'
    const from = (page?: string) => post(paths.import, { url, ...(page && { page }) }, { token })
    expect((await from('https://gallery.atelier.example/private/letters?to=eve#3')).status).toBe(201)
    expect((await from('https://shop.atelier.example/lamps')).status).toBe(422)
    expect((await from('http://gallery.atelier.example/')).status).toBe(422)
    expect((await from()).status).toBe(422)
    const log = await (await fetch(`${inject('sandboxUrl')}/__sandbox/log`)).json()
    const asked = JSON.stringify(log).match(/"referer":"[^"]*"/g) ?? []
    expect(new Set(asked)).toEqual(
      new Set(['"referer":"https://gallery.atelier.example/"', '"referer":"https://shop.atelier.example/"']),
    )
  })

  const importing = (token: string, url: string) =>
    post(paths.import, { url, page: 'https://shop.atelier.example/lamps' }, { token })

  it('is taken in, measured, and found again', async () => {
    const { token } = await newcomer()
    const answer = await importing(token, 'https://shop.atelier.example/pictures/lamp.jpg')
    expect(answer.status).toBe(201)
    const asset = Asset.parse(answer.json())
    expect(asset).toMatchObject({ name: 'lamp', origin: 'import', type: 'image/jpeg' })
    expect(asset.width).toBeGreaterThan(300)
    const again = await importing(token, 'https://shop.atelier.example/pictures/lamp.jpg')
    expect(Asset.parse(again.json()).id).toBe(asset.id)
  })

  it.each([
    ['an unencrypted address', 'http://shop.atelier.example/pictures/lamp.jpg'],
    ['this machine', 'https://localhost/pictures/lamp.jpg'],
    ['a number', 'https://127.0.0.1/pictures/lamp.jpg'],
    ['a private network', 'https://192.168.0.1/lamp.jpg'],
    ['an inner name', 'https://metadata.internal/lamp.jpg'],
    ['a name and password', 'https://me:secret@shop.atelier.example/pictures/lamp.jpg'],
    ['another port', 'https://shop.atelier.example:8443/pictures/lamp.jpg'],
    ['nothing there', 'https://shop.atelier.example/nothing'],
  ])('is not fetched from %s', async (_, url) => {
    const { token } = await newcomer()
    const answer = await importing(token, url)
    expect(answer.status).toBe(422)
    expect(answer.problem()).toMatchObject({ code: 'unreachable-picture' })
    expect((await library(token)).assets).toEqual([])
  })

  it('is not fetched from where the sandbox itself listens', async () => {
    const { token } = await newcomer()
    expect((await importing(token, inject('sandboxUrl'))).status).toBe(422)
  })
})
