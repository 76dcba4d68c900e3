import type { Browser } from './browser.ts'
import { sendErrand, type Errand, type ErrandStep, type ToolFile } from './errand.ts'

/** The tools' worker as it is shipped, in an extension page, without a screen around it. */
export interface Workshop {
  /** Runs a row of tools on one file. Throws what the worker says when it cannot. */
  one(
    steps: readonly ErrandStep[],
    bytes: Buffer,
    name: string,
  ): Promise<Errand['made'][number] & Pick<Errand, 'notes'>>
  /** The same, with all files that are made. */
  all(steps: readonly ErrandStep[], bytes: Buffer, name: string): Promise<Errand>
  /** Runs a row of tools on several files at once. */
  many(steps: readonly ErrandStep[], files: readonly ToolFile[]): Promise<Errand>
}

export async function openWorkshop(browser: Browser): Promise<Workshop> {
  const page = await browser.context.newPage()
  await page.goto(browser.address('panel.html?as=tab'))
  const many: Workshop['many'] = (steps, files) => sendErrand(page, steps, files)
  const all: Workshop['all'] = (steps, bytes, name) => many(steps, [{ bytes, name }])
  return {
    all,
    many,
    one: async (steps, bytes, name) => {
      const { made, notes } = await all(steps, bytes, name)
      const [only, another] = made
      if (!only || another) throw new Error(`${made.length} files were made of one`)
      return { ...only, notes }
    },
  }
}
