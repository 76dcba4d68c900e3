import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { probe } from './canary/probe.ts'
import { isWell, routeStandIns, watchStandIn } from './canary/stand-ins.ts'
import { watches } from './canary/watches.ts'
import { binary, startChild } from './children.ts'
import { addresses } from './pages/pages.ts'

// The canary must sing where all is well, and be silent where a composer is gone or takes nothing.

let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  context = await browser.newContext()
  await routeStandIns(context)
})
afterAll(() => browser?.close())

const x = watches.find(({ site }) => site === 'X')!

test('tells which ways of a composer work, each by itself', async () => {
  const report = await watchStandIn(context, x)
  expect(report).toMatchObject({ sighting: { found: 'marks', engine: 'draft' } })
  expect(report.text).toEqual([{ way: 'pasted', ok: true }])
  expect(report.files).toContainEqual({ way: 'field', ok: true })
  expect(report.files).toContainEqual({ way: 'pasted', ok: false })
  expect(isWell(report)).toBe(true)
})

test('misses a composer that is gone', async () => {
  const report = await watchStandIn(context, { ...x, standIn: addresses.textarea })
  expect(report.sighting).toBeNull()
  expect(isWell(report)).toBe(false)
})

test('notices a composer that is there and takes no file', { timeout: 180_000 }, async () => {
  const editor = watches.find(({ site, spot }) => site === 'any' && spot === 'editor')!
  const report = await watchStandIn(context, { ...editor, standIn: addresses.textarea })
  expect(report.sighting?.found).toBe('marks')
  expect(report.text).toContainEqual({ way: 'typed', ok: true })
  expect(report.files.length).toBeGreaterThan(0)
  expect(report.files.filter(({ ok }) => ok)).toEqual([])
  expect(isWell(report)).toBe(false)
})

test('as a command: a table, and the exit code', { timeout: 180_000 }, async () => {
  const run = async (...args: readonly string[]) => {
    const child = startChild([binary('node'), 'e2e/commands/canary.ts', ...args])
    return { code: await child.ended, said: child.output() }
  }
  const { code, said } = await run('gmail')
  expect(said).toMatch(/Gmail +mail +closed; its opener is there +typed ✓ .*dropped ✓/)
  expect(code).toBe(0)
  expect((await run('nowhere')).code).toBe(1)
})

test('every spot that a site’s file knows is looked after', { timeout: 180_000 }, async () => {
  const page = await context.newPage()
  for (const address of new Set(watches.map(({ standIn }) => standIn))) {
    await page.goto(address)
    const seen = await (await probe(page)).look()
    const known = seen.map(({ spot, site }) => `${site} ${spot}`)
    const watched = watches.map(({ spot, site }) => `${site} ${spot}`)
    expect(watched).toEqual(expect.arrayContaining(known))
  }
  await page.close()
})
