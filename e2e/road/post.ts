import { randomUUID } from 'node:crypto'
import { openApi, type Api, type Asset, type Receipt } from '../api.ts'
import type { Surface } from '../browser.ts'
import { until } from '../children.ts'
import { pressShortcut } from '../gestures.ts'
import { addresses } from '../pages/pages.ts'
import { must, mustEqual, type Steps } from './steps.ts'
import { saying, underWay, type World } from './world.ts'

export const draft = 'Our new reading lamp is here. '
export const prompt = 'A quiet harbour at sunset with small fishing boats, warm light'

interface Arrived {
  text: string
  files: { name: string; type: string; size: number; sha256: string; by: string }[]
}
export const readArrived = (world: World): Promise<Arrived> =>
  world.page.evaluate(() => (window as unknown as { __arrived: Arrived }).__arrived)

/** At LinkedIn's composer, the person presses the shortcut and the panel opens beside the page. */
export async function callAtComposer({ step }: Steps, world: World): Promise<Surface> {
  const { page, display, browser } = world
  await step('the LinkedIn composer is open and holds a draft', async () => {
    await page.goto(addresses.linkedin)
    await page.getByRole('button', { name: 'Start a post' }).click()
    await page.getByRole('textbox').click()
    await page.keyboard.type(draft)
    await until('the draft to be taken', async () => (await readArrived(world)).text.trim() === draft.trim())
    const traces = (await browser.open()).filter((url) => url.startsWith('chrome-extension:'))
    mustEqual(traces.length, 0, 'windows of ours before the call')
    return { address: page.url(), draft }
  })
  return step(
    'the shortcut opens the side panel',
    async () => {
      must(world.shortcut, 'the manifest suggests a shortcut')
      pressShortcut(display, world.shortcut)
      const panel = await browser.surface('as=side')
      await panel.page.getByRole('button').first().waitFor()
      return panel
    },
    (panel) => ({ keys: world.shortcut, window: panel.page.url() }),
  )
}

/** A person nobody knew before, made in the panel as anybody would. */
export async function signUpInPanel({ step }: Steps, world: World, panel: Surface): Promise<Api> {
  const { page } = panel
  const person = {
    name: 'Ada Demo',
    email: `ada.${randomUUID().slice(0, 8)}@atelier.example`,
    password: `demo-${randomUUID()}`,
  }
  await world.album.window(panel, '01-sign-in')
  await step('a demo person signs up', async () => {
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByLabel('Your name').fill(person.name)
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByLabel('Password').fill(person.password)
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByLabel('What should it show?').waitFor()
    return { email: person.email }
  })
  const answer = await fetch(`${world.studio.worker.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: person.password }),
  })
  const token = answer.headers.get('set-auth-token')
  must(token, 'the same person can sign in to the API')
  return openApi(world.studio.worker.url, { ...person, token })
}

export interface Posted {
  receipt: Receipt
  asset: Asset
}

/** Prompt, price, press, progress, choice, insertion, and the receipt. */
export async function makeAndInsert(
  { step }: Steps,
  world: World,
  panel: Surface,
  api: Api,
): Promise<Posted> {
  const { page } = panel
  const { album } = world
  const before = await api.left('image')
  const button = page.getByRole('button', { name: /^Create · / })
  await step('the draft from the composer stands in the prompt', async () => {
    const value = await page.getByLabel('What should it show?').inputValue()
    mustEqual(value.trim(), draft.trim(), 'the prompt')
    return value
  })
  await album.window(panel, '02-create-empty')
  const price = await step('the price stands on the button', async () => {
    await page.getByLabel('What should it show?').fill(prompt)
    await page.getByRole('group', { name: 'How many' }).getByText('2', { exact: true }).click()
    const words = await button.innerText()
    mustEqual(words, 'Create · 2 images', 'the words on the button')
    return words
  })
  await album.window(panel, '03-create-ready')
  await step('a press asks for just that', async () => {
    await button.click()
    await page.getByRole('progressbar').first().waitFor()
    return price
  })
  await underWay(panel, 0.3)
  await album.window(panel, '04-create-working')
  await album.screen('04-create-working-beside-linkedin')
  const receipts = await step('two pictures come, and each has a receipt', async () => {
    await saying(panel, /2 pictures are ready/, 60)
    const jobs = await api.jobs()
    mustEqual(jobs.length, 2, 'jobs')
    for (const { receipt, state } of jobs) {
      mustEqual(state, 'done', 'state')
      mustEqual([receipt.asked, receipt.held, receipt.charged].join(), '1,1,1', 'asked, held, charged')
    }
    mustEqual(await api.left('image'), before - 2, 'images left')
    return jobs.map(({ receipt }) => receipt)
  })
  await page.getByRole('radio', { name: 'Picture 2' }).check()
  await drawn(panel)
  await album.window(panel, '05-create-done')
  const receipt = receipts[0]!
  await step('the same receipt stands on the screen', async () => {
    await page.getByRole('button', { name: /^Receipt/ }).click()
    const words = await page.locator('dl.receipt').innerText()
    must(/Asked\s+1 image\s+Held\s+1 image\s+Charged\s+1 image/.test(words), `the receipt reads: ${words}`)
    return words.replace(/\s+/g, ' ')
  })
  await page.getByRole('button', { name: /^Receipt/ }).scrollIntoViewIfNeeded()
  await album.window(panel, '06-receipt')
  const said = await step('the second picture goes into the post', async () => {
    await page.getByRole('button', { name: 'Insert into post' }).click()
    return saying(panel, /The picture (was|is not)/)
  })
  const asset = await step('what the composer holds is the picture of the library', async () => {
    must(/The picture was/.test(said), said)
    const { files, text } = await until('the file to arrive', async () => {
      const now = await readArrived(world)
      return now.files.length > 0 && now
    })
    mustEqual(files.length, 1, 'files in the composer')
    mustEqual(text.trim(), draft.trim(), 'the draft, untouched')
    const found = (await api.assets()).find(({ sha256 }) => sha256 === files[0]?.sha256)
    must(found, `${files[0]?.sha256} is the SHA-256 of a picture in the library`)
    return found
  })
  await album.screen('07-picture-in-the-post')
  return { receipt, asset }
}

/** Waits until every picture of a panel is really drawn, so that no photograph shows half of one. */
export async function drawn({ page }: Surface): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  )
}
