import { openBrowser } from '../browser.ts'
import { keptIn, keptTable, placesOf, totals, type Kept } from '../crops.ts'
import { buildExtension } from '../extension.ts'
import { drawScene, sceneNames, type SceneSet } from '../scenes/scenes.ts'

export const title = 'no face and no word is cut, in any place of any network'

/** Of all places so many may have a border that nothing needs. */
const mostNeedless = 0.08
/** Of all places of pictures without a face or a word so many may have one. */
const mostFalse = 0.03
/** Of the places that can hold a thing so many may cut it. */
const mostThings = 0.07

/**
 * Faces and characters that are not found, or not surely, and in how many places, of the picture and its mirror, that
 * cuts them: heads far aside, a beard that hides the mouth, hair over the cheeks, very dark skin in little light.
 */
const missed: Readonly<Record<string, number>> = {
  'a head on its side, laughing': 2,
  'two friends': 5,
  'three on a stage and a title': 35,
  'Chinese characters above': 2,
  'long hair, a photograph': 16,
  'a smile, high up': 12,
  'a face and a line on blots': 52,
}

const sets: readonly SceneSet[] = ['known', 'fresh', 'later', 'empty']

/** All scenes, and all of them mirrored, by sets: those that the finder was set by, and those that were only looked at. */
export async function prove(): Promise<string[]> {
  const browser = await openBrowser({ extension: await buildExtension() })
  try {
    const page = await browser.context.newPage()
    await page.goto(browser.address('panel.html?as=tab'))
    const places = await placesOf(page)
    const lines: string[] = []
    const all: Kept[] = []
    for (const set of sets)
      for (const mirrored of [false, true]) {
        const run: Kept[] = []
        for (const name of sceneNames(set))
          run.push(await keptIn(page, await drawScene(name, { mirrored }), places))
        const told = [`${set}${mirrored ? ', mirrored' : ''}:`, ...keptTable(run).map((line) => `  ${line}`)]
        // It takes long: what is known is not lost when it is stopped.
        console.log(told.join('\n'))
        lines.push(...told)
        all.push(...run)
      }
    const of = (about: Kept['about']) => totals(all.filter((kept) => kept.about === about))
    const [weighty, things, nothing] = [of('faces and words'), of('things'), of('nothing')]
    const cuts = Map.groupBy(
      all.filter((kept) => kept.about === 'faces and words'),
      ({ scene }) => scene,
    )
    const wrong = [
      ...[...cuts].map(([scene, those]) => {
        const { cut } = totals(those)
        return cut > (missed[scene] ?? 0) && `${scene}: a face or words are cut in ${cut} places`
      }),
      weighty.needless > mostNeedless * weighty.places && 'too many needless borders',
      things.falsely + nothing.falsely > mostFalse * (things.places + nothing.places) &&
        'too many borders for nothing',
      things.cut > mostThings * things.places && 'too many things are cut',
    ].filter((words) => words !== false)
    if (wrong.length > 0) throw new Error([...lines, ...wrong].join('\n'))
    return lines
  } finally {
    await browser.close()
  }
}
