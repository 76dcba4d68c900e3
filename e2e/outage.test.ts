import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signUp, type Api } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'
import { until } from './children.ts'
import { openDatabase } from './database.ts'
import { buildExtension } from './extension.ts'
import { openStudio, type Studio } from './studio.ts'

// The network cut and restored, the Worker killed and started again: the panel says so, and recovers by itself.

let studio: Studio
let browser: Browser
let panel: Page
let ada: Api

// A Worker of its own: this one is killed.
beforeAll(async () => {
  studio = await openStudio()
  browser = await openBrowser({ extension: await buildExtension({ apiOrigin: studio.worker.url }) })
})
afterAll(async () => {
  await browser?.close()
  await studio?.close()
})

const create = () => panel.getByRole('button', { name: /^Create · / })
const picture = () => panel.getByRole('radio', { name: 'Picture 1' })
const lost = () => panel.getByRole('alert').filter({ hasText: 'Atelier cannot be reached' })
const gone = () => lost().first().waitFor({ state: 'detached', timeout: 30_000 })
const state = async () => (await ada.jobs())[0]?.state

async function openPanel(): Promise<void> {
  panel = await browser.context.newPage()
  panel.setDefaultTimeout(20_000)
  await panel.goto(browser.address('panel.html?as=side&tab=4711'))
}

async function press(): Promise<void> {
  await panel.getByLabel('What should it show?').fill('a bridge in fog')
  await create().click()
}

/** One job, done and charged once, however often the way to it was lost. */
async function expectOnce(): Promise<void> {
  const jobs = await ada.jobs()
  expect(jobs.map(({ state, receipt }) => [state, receipt.charged])).toEqual([['done', 1]])
  expect(await ada.left('image')).toBe(19)
}

beforeEach(async () => {
  await browser.context.setOffline(false)
  await studio.sandbox.clearOrders()
  await studio.sandbox.set({ pictureMs: 200 })
  // A try that failed may have left it killed.
  ada = await signUp(studio.worker.url).catch(async () => {
    await studio.worker.restart()
    return signUp(studio.worker.url)
  })
  await browser.beginAnew(ada.person.token)
})

describe('the network is cut', () => {
  test('while a job runs: it is said, and the picture comes when the network does', async () => {
    await studio.sandbox.set({ pictureMs: 3000 })
    await openPanel()
    await press()
    await panel.getByRole('progressbar').waitFor()
    await browser.context.setOffline(true)
    await lost().first().waitFor()
    expect(await lost().first().innerText()).toContain('You seem to be offline.')
    await browser.context.setOffline(false)
    await picture().waitFor()
    await gone()
    await expectOnce()
  })

  test('before the panel is opened: it fills itself when the network is there', async () => {
    await browser.context.setOffline(true)
    await openPanel()
    await lost().first().waitFor()
    await browser.context.setOffline(false)
    await create().waitFor()
    await gone()
  })

  test('before the press: it is said, and pressing again makes one picture', async () => {
    await openPanel()
    await create().waitFor()
    await browser.context.setOffline(true)
    await press()
    await lost().first().waitFor()
    await browser.context.setOffline(false)
    await lost().getByRole('button', { name: 'Try again' }).first().click()
    await picture().waitFor()
    await expectOnce()
  })
})

test('the Worker is killed with a job on its way: it is said, and the picture comes after the restart', async () => {
  await studio.sandbox.set({ pictureMs: 3000 })
  await openPanel()
  await press()
  await until('the vendor to have it', async () => (await state()) === 'running')
  await studio.worker.kill()
  await lost().first().waitFor()
  expect(await lost().first().innerText()).toContain('The server did not answer.')
  await endLeases()
  await studio.worker.restart()
  // The queue's messages went with it: the sweep rings again.
  await studio.worker.tick()
  await picture().waitFor({ timeout: 30_000 })
  await gone()
  await expectOnce()
})

/** Nobody waits two minutes for a test: a visit that died with the Worker gives up its job now. */
async function endLeases(): Promise<void> {
  const database = await openDatabase(studio.worker.state, false)
  database.prepare('update jobs set lease_until = 0').run()
  database.close()
}
