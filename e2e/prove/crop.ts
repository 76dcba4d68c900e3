import { openBrowser } from '../browser.ts'
import { keptIn, keptTable, placesOf, type Kept } from '../crops.ts'
import { buildExtension } from '../extension.ts'
import { drawScene, sceneNames } from '../scenes/scenes.ts'

export const title = 'what pictures are about stays in them, in every place of every network'

/** Of all places that can hold what matters, at most so many may cut it. */
const most = 0.03

/**
 * All scenes, by halves: the finder was first set by those at even places of the list, then mended by what the others
 * showed. All of them mirrored were only looked at.
 */
export async function prove(): Promise<string[]> {
  const browser = await openBrowser({ extension: await buildExtension() })
  try {
    const page = await browser.context.newPage()
    await page.goto(browser.address('panel.html?as=tab'))
    const places = await placesOf(page)
    const lines: string[] = []
    const runs: Record<string, Kept[]> = { 'first half': [], 'other half': [], mirrored: [] }
    for (const mirrored of [false, true])
      for (const [at, name] of sceneNames.entries()) {
        const run = mirrored ? 'mirrored' : at % 2 === 0 ? 'first half' : 'other half'
        runs[run]?.push(await keptIn(page, await drawScene(name, { mirrored }), places))
      }
    for (const [run, all] of Object.entries(runs)) {
      lines.push(`${run}:`, ...keptTable(all).map((line) => `  ${line}`))
      const fit = all.reduce((sum, kept) => sum + kept.fit, 0)
      const cut = all.reduce((sum, kept) => sum + kept.cut.length, 0)
      if (cut > most * fit) throw new Error(lines.join('\n'))
    }
    return lines
  } finally {
    await browser.close()
  }
}
