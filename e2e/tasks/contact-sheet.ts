import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from '../browser.ts'

export interface Shot {
  /** Its name in the folder. */
  file: string
  title: string
  scheme: 'light' | 'dark'
}

const ground = { light: '#d9d4ca', dark: '#3a3630' } as const

/**
 * Lays all pictures of one colour scheme beside each other on one sheet each: `sheet-light.png`, `sheet-dark.png`, or
 * under another name.
 */
export async function writeSheets(
  browser: Browser,
  folder: string,
  shots: readonly Shot[],
  { name = 'sheet', columns = 10 } = {},
): Promise<void> {
  if (shots.length === 0) return
  const page = await browser.context.newPage()
  await page.setViewportSize({ width: 3000, height: 1000 })
  for (const scheme of ['light', 'dark'] as const) {
    const cards = shots
      .filter((shot) => shot.scheme === scheme)
      .map(({ file, title }) => {
        const bytes = readFileSync(join(folder, file)).toString('base64')
        return `<figure><figcaption>${title}</figcaption><img src="data:image/png;base64,${bytes}"></figure>`
      })
    const html = `<style>
      body { margin: 20px; display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 18px; align-items: start; font: 600 15px sans-serif; background: ${ground[scheme]}; color: ${scheme === 'dark' ? '#fff' : '#000'} }
      figure { margin: 0 }
      img { display: block; width: 100%; border-radius: 8px }
      figcaption { padding: 0 4px 5px }
    </style>${cards.join('')}`
    // A hundred pictures of whole screens take their time on a small machine.
    await page.setContent(html, { timeout: 180_000 })
    await page.screenshot({ path: join(folder, `${name}-${scheme}.png`), fullPage: true, timeout: 180_000 })
  }
  await page.close()
}
