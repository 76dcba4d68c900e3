import { availableParallelism } from 'node:os'
import { openBrowser } from '../browser.ts'
import { buildExtension } from '../extension.ts'
import { hitTable, hitTargets, isNear, mixedPictures } from '../target.ts'
import { openWorkshop } from '../workshop.ts'

export const title = 'fifty mixed pictures, each written to five sizes in bytes'

/** Pictures that are worked on at once, each by a worker of its own. */
const atOnce = availableParallelism()
const targets = [50, 100, 200, 500, 1000]

/** At or under the target in all, within a twentieth below in nine of ten unless quality is at its best. */
export async function prove(): Promise<string[]> {
  const browser = await openBrowser({ extension: await buildExtension() })
  try {
    const pictures = await mixedPictures(50, 4)
    const work = Array.from({ length: atOnce }, async (_, nth) => {
      const mine = pictures.filter((_, at) => at % atOnce === nth)
      return hitTargets(await openWorkshop(browser), mine, targets)
    })
    const hits = (await Promise.all(work)).flat()
    const table = hitTable(hits)
    const near = hits.filter(isNear).length / hits.length
    const far = hits
      .filter((hit) => !isNear(hit))
      .map(({ what, target, bytes }) => `${what}: ${bytes} of ${target} KB`)
    if (near < 0.9)
      throw new Error(`only ${Math.round(100 * near)} % are near\n${[...table, ...far].join('\n')}`)
    return [...table, ...far.map((line) => `not near: ${line}`)]
  } finally {
    await browser.close()
  }
}
