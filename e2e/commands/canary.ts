import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { probe, type Sighting } from '../canary/probe.ts'
import { isWell, routeStandIns, watchStandIn } from '../canary/stand-ins.ts'
import { watches } from '../canary/watches.ts'

// Whether the sites' files still fit: on the stand-ins every way is tried; on the true sites, in a person's own
// browser and with them signed in, it only looks. Exit 1 when a spot is not found.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    live: { type: 'boolean', default: false },
    profile: { type: 'string', default: join(homedir(), '.atelier-canary') },
    json: { type: 'boolean', default: false },
  },
})
const wanted = positionals.map((name) => name.toLowerCase())
const chosen = watches.filter(({ site }) => wanted.length === 0 || wanted.includes(site.toLowerCase()))
if (chosen.length === 0) {
  console.error(
    `There is no such site; there are: ${[...new Set(watches.map(({ site }) => site))].join(', ')}`,
  )
  process.exit(1)
}

const foundAs = {
  marks: 'found',
  likeness: 'found by likeness alone',
  opener: 'closed; its opener is there',
} as const
const found = (sighting: Sighting | null) => (sighting?.found ? foundAs[sighting.found] : 'NOT FOUND')
const rows: string[][] = []
const results: object[] = []
let well = true

async function lookAtStandIns(): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  const context = await browser.newContext()
  await routeStandIns(context)
  for (const watch of chosen) {
    const report = await watchStandIn(context, watch)
    const { site, spot } = watch
    const ways = (list: readonly { way: string; ok: boolean }[]) =>
      list.map(({ way, ok }) => `${way} ${ok ? '✓' : '✗'}`).join('  ') || '–'
    rows.push([site, spot, found(report.sighting), ways(report.text), ways(report.files)])
    results.push({
      site,
      spot,
      found: report.sighting?.found ?? null,
      text: report.text,
      files: report.files,
    })
    well &&= isWell(report)
    process.stderr.write(`${site} ${spot}: ${found(report.sighting)}\n`)
  }
  await browser.close()
}

/** A browser of the person's own, with nothing of ours in it: they sign in, they open each composer, it looks. */
async function lookAtSites(): Promise<void> {
  mkdirSync(values.profile, { recursive: true, mode: 0o700 })
  const context = await chromium.launchPersistentContext(values.profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: false,
    // They are signed in there: the browser keeps its own walls up.
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: null,
    ignoreDefaultArgs: ['--enable-automation'],
    args: ['--no-first-run', '--no-default-browser-check'],
  })
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const page = context.pages()[0] ?? (await context.newPage())
  for (const { site, spot, live, ask } of chosen) {
    if (live) await page.goto(live).catch(() => null)
    const answer = await lines.question(
      `${site}, ${spot}: sign in if need be. ${ask}, in the first tab. Then press Enter (s: skip) `,
    )
    if (answer.trim().toLowerCase() === 's') continue
    const seen = (await (await probe(page)).look()).find((each) => each.site === site && each.spot === spot)
    const { engine = null, textWays = [], fileWays = [] } = seen ?? {}
    const parts = seen ? `${seen.parts.fields} file fields, ${seen.parts.buttons} buttons for media` : '–'
    rows.push([
      site,
      spot,
      found(seen ?? null),
      `${engine ?? '–'}: ${textWays.join(', ') || '–'}`,
      `${fileWays.join(', ') || '–'} (${parts})`,
    ])
    results.push(seen ?? { site, spot, found: null })
    well &&= Boolean(seen?.found)
  }
  lines.close()
  await context.close()
}

await (values.live ? lookAtSites() : lookAtStandIns())
if (values.json) console.log(JSON.stringify({ ok: well, live: values.live, spots: results }))
else {
  const head = ['site', 'spot', 'composer', 'text', 'files']
  const wide = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]!.length)))
  for (const row of [head, ...rows])
    console.log(
      row
        .map((cell, column) => cell.padEnd(wide[column]!))
        .join('  ')
        .trimEnd(),
    )
  console.log(
    well
      ? '\nEvery spot was found.'
      : '\nNot every spot is well: see above. "npm run switches" switches one off.',
  )
}
process.exit(well ? 0 : 1)
