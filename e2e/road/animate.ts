import { writeFileSync } from 'node:fs'
import type { Api, Asset } from '../api.ts'
import type { Surface } from '../browser.ts'
import { until } from '../children.ts'
import { readClip, type Clip } from '../clip.ts'
import { chooseFromMenu } from '../gestures.ts'
import { addresses } from '../pages/pages.ts'
import { must, mustEqual, type Steps } from './steps.ts'
import { drawn } from './post.ts'
import { saying, underWay, type World } from './world.ts'

/** On a shop's page, the person right-clicks a picture and chooses our line of the menu. */
export async function callOnPicture({ step }: Steps, world: World): Promise<Surface> {
  const { page, display, browser, album } = world
  return step(
    'right-click on a shop’s picture opens the panel with it',
    async () => {
      await page.goto(addresses.shop)
      const picture = page.locator('img.main')
      await until('the picture to be drawn', () =>
        picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 0),
      )
      await chooseFromMenu(
        display,
        picture,
        { fromEnd: 1, inSubmenu: 1 },
        album.file('10-right-click-menu.png') ?? undefined,
      )
      const panel = await browser.surface('as=side')
      await panel.page.getByRole('button', { name: /^Animate a picture/ }).click()
      await panel.page.getByRole('button', { name: /^Animate · / }).waitFor()
      await until('the picture in the panel', async () => (await panel.page.locator('img').count()) > 0)
      await drawn(panel)
      return panel
    },
    (panel) => ({ page: page.url(), window: panel.page.url() }),
  )
}

export interface Animated {
  clip: Clip
  device: Clip
}

/** The paid clip, then the free one made on this machine. */
export async function animateBoth(
  { step }: Steps,
  world: World,
  panel: Surface,
  api: Api,
): Promise<Animated> {
  const { page } = panel
  const { album } = world
  const before = await api.left('video')
  await album.window(panel, '11-animate-ready')
  const clip = await step('the model makes a clip of 5 s at 720p for one video', async () => {
    await page.getByRole('radio', { name: '5 s' }).check()
    await page.getByRole('radio', { name: '720p' }).check()
    mustEqual(
      await page.getByRole('button', { name: /^Animate · / }).innerText(),
      'Animate · 1 video',
      'the button',
    )
    await page.getByRole('button', { name: /^Animate · / }).click()
    await underWay(panel, 0.03)
    await album.window(panel, '12-animate-working')
    await saying(panel, /Your video is ready/, 120)
    await plays(panel)
    const asset = await newest(api, 'generated')
    const seen = await look(world, api, asset, '13-animated-by-the-model.mp4')
    must(Math.abs(seen.duration - 5) < 0.3, `it lasts ${seen.duration} s`)
    mustEqual(Math.min(seen.width, seen.height), 720, 'the shorter side')
    mustEqual(seen.codec, 'avc', 'the codec')
    mustEqual(await api.left('video'), before - 1, 'videos left')
    return seen
  })
  await album.window(panel, '13-animate-done')
  await page.getByRole('button', { name: 'Make another' }).click()
  const device = await step('this machine makes a clip for nothing', async () => {
    await page.getByRole('button', { name: 'Move on this device · free' }).click()
    await underWay(panel, 0.3)
    await album.window(panel, '14-device-working')
    await saying(panel, /Your video is ready, and in your library/, 120)
    await plays(panel)
    const asset = await newest(api, 'device')
    const seen = await look(world, api, asset, '15-moved-on-this-device.mp4')
    must(Math.abs(seen.duration - 5) < 0.3, `it lasts ${seen.duration} s`)
    mustEqual(Math.min(seen.width, seen.height), 720, 'the shorter side')
    mustEqual(await api.left('video'), before - 1, 'videos left')
    return seen
  })
  await album.window(panel, '15-device-done')
  return { clip, device }
}

async function newest(api: Api, origin: string): Promise<Asset> {
  const asset = (await api.assets()).find((each) => each.kind === 'video' && each.origin === origin)
  must(asset, `a video that is "${origin}" is in the library`)
  return asset
}

/** Fetches the stored file by its signed link, compares its hash, and reads the clip from its bytes. */
async function look({ album }: World, api: Api, { id }: Asset, name: string): Promise<Clip> {
  const asset = await api.asset(id)
  const bytes = await (await fetch(asset.url)).arrayBuffer()
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  mustEqual(hash, asset.sha256, 'the SHA-256 of the stored file')
  const file = album.file(name)
  if (file) writeFileSync(file, Buffer.from(bytes))
  return readClip(bytes)
}

/** Plays the clip in the panel for a second: that its time moves on shows that it can be watched. */
async function plays({ page }: Surface): Promise<number> {
  const at = await page.evaluate(async () => {
    const video = document.querySelector('video')
    if (!video) return 0
    video.muted = true
    await video.play()
    while (video.currentTime < 1 && !video.error) await new Promise((resolve) => setTimeout(resolve, 50))
    video.pause()
    return video.currentTime
  })
  must(at >= 1, 'the clip plays in the panel')
  return at
}
