import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { signUp, type Api, type Job } from './api.ts'
import { openBrowser, type Browser } from './browser.ts'
import { until } from './children.ts'
import { openDatabase } from './database.ts'

// The panel against the real Worker and the played vendors. The gestures are the demo's; here the panel stands in a
// tab of its own, so that each test can have a person and a window to itself.

const api = inject('api')
const sandbox = inject('sandbox')
let browser: Browser
let panel: Page
let ada: Api

/** Always for the same tab, as the side panel is. */
const openPanel = async (): Promise<Page> => {
  const page = await browser.context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(browser.address('panel.html?as=side&tab=4711'))
  return page
}
const prompt = () => panel.getByLabel('What should it show?')
const create = () => panel.getByRole('button', { name: /^Create · / })
const status = () => panel.getByRole('status')
const working = () => panel.getByRole('progressbar', { name: /^Qwen Image/ })
const tell = (path: string, method: string, body?: unknown) =>
  fetch(`${sandbox}/__sandbox${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })

async function signIn(): Promise<void> {
  await panel.getByLabel('E-mail').fill(ada.person.email)
  await panel.getByLabel('Password').fill(ada.person.password)
  await panel.getByRole('button', { name: 'Sign in', exact: true }).click()
  await prompt().waitFor()
}

async function press(words: string): Promise<Job> {
  await prompt().fill(words)
  await create().click()
  return until('the job to be there', async () => (await ada.jobs()).find((job) => job.prompt === words))
}

/** What the failed card says, once it is there. */
async function failureOf(words: string): Promise<{ card: string; job: Job }> {
  const { id } = await press(words)
  const job = await ada.ended(id)
  await panel.getByRole('button', { name: 'Try again' }).waitFor()
  return { card: await panel.getByRole('main').innerText(), job }
}

beforeAll(async () => {
  browser = await openBrowser({ extension: inject('extension') })
})
afterAll(() => browser?.close())

beforeEach(async () => {
  await tell('/orders', 'DELETE')
  await tell('/settings', 'POST', { pictureMs: 300, videoMs: 300 })
  await browser.beginAnew()
  ada = await signUp(api)
  panel = await openPanel()
})

describe('signing in', () => {
  test('a wrong password is said in a sentence, the right one opens the panel', async () => {
    await panel.getByLabel('E-mail').fill(ada.person.email)
    await panel.getByLabel('Password').fill('not the password')
    await panel.getByRole('button', { name: 'Sign in', exact: true }).click()
    await panel
      .getByRole('alert')
      .or(status())
      .filter({ hasText: /password/i })
      .first()
      .waitFor()
    await signIn()
    await panel.getByText('20 left').waitFor()
    expect(await create().isDisabled()).toBe(true)
  })

  test('signing out leaves nobody behind, in this window and the next', async () => {
    await signIn()
    await panel.getByRole('button', { name: 'Home' }).click()
    await panel.getByRole('button', { name: 'Sign out' }).click()
    await panel.getByLabel('E-mail').waitFor()
    await panel.close()
    panel = await openPanel()
    await panel.getByLabel('E-mail').waitFor()
  })
})

describe('making a picture', () => {
  beforeEach(signIn)

  test('what the button says is held, charged and written on the receipt', async () => {
    expect(await create().innerText()).toBe('Create · 1 image')
    const { id } = await press('a paper boat on a pond')
    await panel.getByRole('radio', { name: 'Picture 1' }).waitFor()
    const { receipt } = await ada.job(id)
    expect([receipt.asked, receipt.held, receipt.charged]).toEqual([1, 1, 1])
    await panel.getByRole('button', { name: /^Receipt/ }).click()
    expect(await panel.locator('dl').innerText()).toMatch(
      /Asked\s+1 image\s+Held\s+1 image\s+Charged\s+1 image/,
    )
    expect(await ada.left('image')).toBe(19)
  })

  test('closing the panel loses nothing: it opens again on the same job, and then on its picture', async () => {
    await tell('/settings', 'POST', { pictureMs: 4000 })
    const { id } = await press('a windmill before rain')
    await working().waitFor()
    await panel.close()
    panel = await openPanel()
    await panel.getByText('a windmill before rain').waitFor()
    await working().waitFor()
    await panel.close()
    await ada.ended(id)
    panel = await openPanel()
    await panel.getByRole('radio', { name: 'Picture 1' }).waitFor()
    expect(await ada.jobs()).toHaveLength(1)
  })

  test('cancelled while it waits, it costs nothing', async () => {
    // The vendor turns everybody away, so the job waits its turn.
    await tell('/orders', 'POST', [
      { match: { method: 'POST', path: '/api/v3/wavespeed-ai/*' }, do: 'status', status: 429 },
    ])
    const { id } = await press('a kite over dunes')
    await panel.getByRole('button', { name: 'Cancel' }).click()
    await panel.getByText('Cancelled. Nothing was charged.').waitFor()
    const job = await ada.job(id)
    expect([job.state, job.receipt.charged]).toEqual(['cancelled', 0])
    expect(await ada.left('image')).toBe(20)
  })

  test.each([
    { words: 'a storm [fail]', reason: 'broken' },
    { words: 'a storm [refuse]', reason: 'refused' },
  ])('$reason: says what happened, what to do and that nothing was charged', async ({ words, reason }) => {
    const { card, job } = await failureOf(words)
    expect(job.failure?.reason).toBe(reason)
    expect(card).toContain(job.failure?.message)
    expect(card).toContain(job.failure?.remedy)
    expect(card).toContain('Nothing was charged.')
    expect(job.receipt.charged).toBe(0)
    expect(await ada.left('image')).toBe(20)
  })

  test('timed out: the same honest words, and the hold is given back', async () => {
    const { id } = await press('an endless road [stall]')
    await until('the vendor to have it', async () => (await ada.job(id)).state === 'running')
    await passDeadline(id)
    const job = await ada.ended(id)
    expect(job.failure?.reason).toBe('timed-out')
    await panel.getByRole('button', { name: 'Try again' }).waitFor()
    expect(await panel.getByRole('main').innerText()).toContain(job.failure?.message)
    expect(await ada.left('image')).toBe(20)
  })

  test('"Try again" asks for the same once more', async () => {
    await tell('/orders', 'POST', [
      { do: 'task-fail', code: 5000, match: { promptIncludes: 'second chance' }, times: 1 },
    ])
    const { job } = await failureOf('a second chance')
    await panel.getByRole('button', { name: 'Try again' }).click()
    await panel.getByRole('radio', { name: 'Picture 1' }).waitFor()
    const jobs = await ada.jobs()
    expect(jobs.map(({ state }) => state).toSorted()).toEqual(['done', 'failed'])
    expect(new Set(jobs.map(({ prompt: words }) => words))).toEqual(new Set([job.prompt]))
    expect(await ada.left('image')).toBe(19)
  })
})

/** Nobody waits minutes for a test: the clock of this one job is put forward in the database. */
async function passDeadline(jobId: string): Promise<void> {
  const database = await openDatabase(inject('state'), false)
  database.prepare('update jobs set deadline_at = 1, due_at = 1 where id = ?').run(jobId)
  database.close()
  await fetch(`${api}/cdn-cgi/handler/scheduled`)
}
