import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { signUp } from './api.ts'
import { openBrowser, type Browser, type Surface } from './browser.ts'
import { binary, runChild, temporaryFolder, until } from './children.ts'
import { openDatabase } from './database.ts'
import { openDisplay, type Display } from './display.ts'
import { readManifest } from './extension.ts'
import { pressShortcut } from './gestures.ts'
import { addresses } from './pages/pages.ts'
import { routePages } from './pages/route.ts'
import { newSwitchKey, signList, type SignedList, type SwitchList } from './switches.ts'

// A spot switched off by the command, as the person at the panel sees it; lists that are not to be believed.

const extension = inject('extension')
const shortcut = readManifest(extension).commands!['open-panel']!.suggested_key!.default!
const why = 'LinkedIn has changed its composer.'
const folder = temporaryFolder('switch-key')
const key = join(folder, 'key.pem')

let display: Display
let browser: Browser
let page: Page
let tab: number
let panel: Surface

const run = (...args: readonly string[]) =>
  runChild([
    binary('node'),
    'e2e/commands/switches.ts',
    ...args,
    ...['--state', inject('state')],
    ...['--key', key],
  ])

/** What somebody could do who has the database and no key. */
async function store(...lists: readonly (SignedList & { version: number })[]): Promise<void> {
  const database = await openDatabase(inject('state'), false)
  database.exec('delete from switch_lists')
  const insert = database.prepare('insert into switch_lists (version, list, signature) values (?, ?, ?)')
  for (const { version, list, signature } of lists) insert.run(version, list, signature)
  database.close()
}

const listOf = (version: number, off: SwitchList['off'], expiresAt = Date.now() + 3600_000): SwitchList => ({
  version,
  expiresAt,
  off,
})
const post = { site: 'LinkedIn', spot: 'post', ways: null, why }
const signed = (list: SwitchList, by = inject('switchKey')) => ({
  version: list.version,
  ...signList(list, by),
})

async function call(): Promise<void> {
  await page.bringToFront()
  pressShortcut(display, shortcut)
  panel = await browser.surface(`as=side&tab=${tab}`)
}

/** The panel closed and called again, `hours` later as far as its memory goes. Comes back when it has asked. */
async function callAgain(hours: number): Promise<void> {
  await panel.page.close()
  await panel.leave()
  await until('the panel to be gone', async () =>
    (await browser.open()).every((url) => !url.includes(`tab=${tab}`)),
  )
  const asked = await worker().evaluate(async (hours) => {
    const { switches } = await chrome.storage.local.get<{ switches: { askedAt: number } }>('switches')
    const askedAt = switches.askedAt - hours * 3600_000
    await chrome.storage.local.set({ switches: { ...switches, askedAt } })
    return askedAt
  }, hours)
  await call()
  if (hours >= 3) await until('an answer', async () => (await known())!.askedAt > asked)
  await button('Download').waitFor()
}

const worker = () => browser.context.serviceWorkers()[0]!
const known = () =>
  worker().evaluate(async () => {
    const { switches } = await chrome.storage.local.get<{
      switches?: { askedAt: number; list: { version: number } | null }
    }>('switches')
    return switches
  })
const button = (name: string) => panel.page.getByRole('button', { name, exact: true })
const isOff = async () =>
  (await panel.page.getByRole('status').innerText()).includes('switched off at the moment') &&
  (await button('Insert into post').count()) === 0
const isOn = async () => (await button('Insert into post').count()) === 1

beforeAll(async () => {
  writeFileSync(key, inject('switchKey'))
  display = await openDisplay()
  browser = await openBrowser({ extension, display })
  await routePages(browser.context)
})
afterAll(async () => {
  await browser?.close()
  await display?.close()
  await store()
})

beforeEach(async () => {
  await store()
  const { person } = await signUp(inject('api'))
  const old = page
  page = await browser.context.newPage()
  await old?.close()
  await browser.beginAnew(person.token)
  await page.bringToFront()
  tab = await worker().evaluate(async () => {
    const [front] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    return front!.id!
  })
  await page.goto(addresses.linkedin)
  await page.getByRole('button', { name: 'Start a post' }).click()
  await call()
  await panel.page.getByLabel('What should it show?').fill('Lamps at dusk')
  await panel.page.getByRole('button', { name: /^Create · / }).click()
  await button('Insert into post').waitFor()
  await until('the first answer', known)
})

test(
  'a spot is switched off and on again by the command; a panel asks every few hours at most',
  { timeout: 180_000 },
  async () => {
    expect(await run('off', 'LinkedIn', 'post', '--why', why)).toContain('off: LinkedIn post')
    await callAgain(1)
    expect(await isOn()).toBe(true)
    await callAgain(3)
    await until('it to be off', isOff)
    expect(await panel.page.getByRole('status').innerText()).toBe(
      `Putting things into LinkedIn (post) is switched off at the moment. ${why} Copy or download it instead.`,
    )
    expect(await button('Copy').count()).toBe(1)

    expect(await run('on', 'LinkedIn', 'post')).toContain('nothing is off')
    await callAgain(1)
    await until('it to be off', isOff)
    await callAgain(3)
    await until('it to be on', isOn)
    expect((await known())?.list?.version).toBe(2)
  },
)

test('one way is switched off: the next one is taken', async () => {
  await store(signed(listOf(1, [{ ...post, ways: ['file:pasted'] }])))
  await callAgain(3)
  await button('Insert into post').click()
  const said = panel.page.getByRole('status').filter({ hasText: 'The picture was' })
  expect(await said.innerText()).toContain('added through the composer’s own button for media')
})

test('a list changed on its way, one of somebody else, and one that has run out switch nothing off', async () => {
  const changed = signed(listOf(5, []))
  const list = changed.list.replace('"off":[]', `"off":[${JSON.stringify(post)}]`)
  await store({ ...changed, list })
  await callAgain(3)
  expect(await isOn()).toBe(true)
  await store(signed(listOf(6, [post]), newSwitchKey()))
  await callAgain(3)
  expect(await isOn()).toBe(true)
  await store(signed(listOf(7, [post], Date.now() - 1)))
  await callAgain(3)
  expect(await isOn()).toBe(true)
})

test('an old list, played again over a newer one, changes nothing', async () => {
  const old = signed(listOf(3, [post]))
  await store(signed(listOf(4, [])))
  await callAgain(3)
  await store(old)
  await callAgain(3)
  expect(await isOn()).toBe(true)
  expect((await known())?.list?.version).toBe(4)
})
