import type { BrowserContext, Page } from 'playwright-core'
import { until } from '../children.ts'
import { routePages } from '../pages/route.ts'
import { probe, type Probe, type Sighting } from './probe.ts'
import type { Watch } from './watches.ts'

/** What became of one composer: whether it was found, and each way tried by itself on a fresh page. */
export interface Report {
  watch: Pick<Watch, 'site' | 'spot'>
  sighting: Sighting | null
  text: { way: string; ok: boolean }[]
  files: { way: string; ok: boolean }[]
}

/** A spot is well when it is found, and what it takes gets in by at least one way. */
export const isWell = ({ sighting, text, files }: Report): boolean =>
  sighting !== null &&
  sighting.found !== null &&
  [text, files].every((ways) => ways.length === 0 || ways.some(({ ok }) => ok))

/** Looks at a stand-in, then tries every way. */
export async function watchStandIn(context: BrowserContext, watch: Watch): Promise<Report> {
  const page = await context.newPage()
  try {
    const open = async (): Promise<{ probe: Probe; sighting: Sighting | null }> => {
      await page.goto(watch.standIn)
      for (const selector of watch.press ?? []) await page.locator(selector).first().click()
      const opened = await probe(page)
      // Editors come a while after their page.
      const seen = await until(watch.spot, async () => sightingOf(await opened.look(), watch), 8).catch(
        () => null,
      )
      return { probe: opened, sighting: seen }
    }
    const { sighting } = await open()
    const report: Report = { watch, sighting, text: [], files: [] }
    if (!sighting) return report
    const opened = await inside(page, sighting, open)
    for (const way of opened.textWays)
      report.text.push({ way, ok: (await (await open()).probe.tryText(way)).ok })
    for (const way of opened.fileWays)
      report.files.push({ way, ok: (await (await open()).probe.tryFile(way)).ok })
    return { ...report, sighting: opened.found === null ? sighting : { ...opened, found: sighting.found } }
  } finally {
    await page.close()
  }
}

/** The spot in what was seen, where anything of it is there. */
function sightingOf(seen: readonly Sighting[], { site, spot }: Watch): Sighting | null {
  const own = seen.find((each) => each.site === site && each.spot === spot)
  return own?.found ? own : null
}

/** A closed composer tells its ways only once it is open. */
async function inside(
  page: Page,
  closed: Sighting,
  open: () => Promise<{ probe: Probe }>,
): Promise<Sighting> {
  if (closed.found !== 'opener') return closed
  const { probe: opened } = await open()
  await opened.tryText('none')
  const again = (await opened.look()).find(({ spot }) => spot === closed.spot)
  await page.goto('about:blank')
  return again ?? closed
}

export const routeStandIns = (context: BrowserContext) => routePages(context)
