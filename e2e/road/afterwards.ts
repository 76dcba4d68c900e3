import type { Api } from '../api.ts'
import type { Surface } from '../browser.ts'
import { clickToolbarIcon } from '../gestures.ts'
import { must, mustEqual, type Steps } from './steps.ts'
import { drawn } from './post.ts'
import { saying, type World } from './world.ts'

/** A picture the vendor cannot make: the sentence, and nothing charged. */
export async function failHonestly({ step }: Steps, world: World, panel: Surface, api: Api): Promise<void> {
  const { page } = panel
  await step('a failure at the vendor is said plainly and costs nothing', async () => {
    const before = await api.left('image')
    await page.getByRole('button', { name: 'Make another' }).click()
    await page.getByLabel('What should it show?').fill('A lighthouse in the fog [fail]')
    await page.getByRole('group', { name: 'How many' }).getByText('1', { exact: true }).click()
    await page.getByRole('button', { name: 'Create · 1 image' }).click()
    await saying(panel, /Nothing was charged/, 60)
    const job = (await api.jobs()).find(({ state }) => state === 'failed')
    must(job?.failure, 'the job says why')
    const card = await page.getByRole('main').innerText()
    must(card.includes(job.failure.message), 'the sentence is on the screen')
    must(card.includes('Nothing was charged'), 'so is that nothing was charged')
    mustEqual(job.receipt.charged, 0, 'charged')
    mustEqual(await api.left('image'), before, 'images left')
    return { ...job.failure, charged: job.receipt.charged }
  })
  await world.album.window(panel, '08-failed')
}

/** The popup of the toolbar, opened by a click on the icon, tells what is left. */
export async function lookAtPopup({ step }: Steps, world: World, api: Api): Promise<void> {
  const { browser, display, album } = world
  await step('the toolbar’s popup shows what is left', async () => {
    await clickToolbarIcon(display, browser, 'as=popup')
    const popup = await browser.surface('as=popup')
    const card = popup.page.getByRole('region', { name: 'Your account' })
    await card.waitFor()
    await popup.page.getByRole('heading', { name: 'Your library' }).waitFor()
    await drawn(popup)
    const words = (await card.innerText()).replace(/\s+/g, ' ')
    const [images, videos] = [await api.left('image'), await api.left('video')]
    must(new RegExp(`images? left ${images}\\b`, 'i').test(words), `${images} images left: ${words}`)
    must(new RegExp(`videos? left ${videos}\\b`, 'i').test(words), `${videos} videos left: ${words}`)
    await album.screen('20-popup-from-the-toolbar')
    await album.window(popup, '20-popup')
    display.press('Escape')
    await popup.leave()
    return words
  })
}
