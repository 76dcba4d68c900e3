import { fileWays } from './editors/file-ways.ts'
import { engineOf, textWaysOf } from './editors/engine.ts'
import { insertFile } from './editors/files.ts'
import { insertText } from './editors/text.ts'
import type { Outcome } from './messages.ts'
import { any } from './sites/any.ts'
import { watchPage } from './sites/composer.ts'
import { closestDeep, findAll, findVisible, isVisible } from './sites/deep.ts'
import { siteOf } from './sites/index.ts'
import type { Spot } from './sites/site.ts'

// Laid into a page by `npm run canary`, never by the extension: what of a site's file still fits this page.

/** How a spot stands in the page as it is now. */
export interface Sighting {
  site: string
  spot: string
  /** `marks`: as its file knows it; `likeness`: by role and structure alone; `opener`: closed, and can be opened. */
  found: 'marks' | 'likeness' | 'opener' | null
  /** What the editor is made with, and the ways that would be tried. */
  engine: string | null
  textWays: string[]
  fileWays: string[]
  /** Parts of the composer that are there to act on. */
  parts: { fields: number; buttons: number; title: boolean; submit: boolean }
}

const here = () => new URL(location.href)
const siteHere = () => siteOf(here()) ?? any
const page = watchPage(new AbortController().signal)

/** Looks, and touches nothing. */
export function look(): Sighting[] {
  const site = siteHere()
  return site.spots.filter((spot) => spot.where?.(here()) ?? true).map((spot) => sighting(site.title, spot))
}

function sighting(site: string, spot: Spot): Sighting {
  const marked = placeOf(spot.at)
  const editor = marked ?? placeOf(spot.likely ?? [])
  const opener = spot.opener ? findVisible(document, spot.opener) : null
  const engine = editor && engineOf((selector) => closestDeep(editor, selector) !== null)
  const isFileField = editor?.matches('input[type="file"]') ?? false
  const count = (selectors: readonly string[] = []) => findAll(document, selectors.join() || ':not(*)').length
  return {
    site,
    spot: spot.name,
    found: marked ? 'marks' : editor ? 'likeness' : opener ? 'opener' : null,
    engine,
    textWays: engine && !isFileField ? [...textWaysOf[engine]] : [],
    fileWays: spot.files ? [...(spot.files.ways ?? fileWays.map(({ name }) => name))] : [],
    parts: {
      fields: count(spot.files?.inputs),
      buttons: count(spot.files?.openers),
      title: findVisible(document, spot.title ?? []) !== null,
      submit: findVisible(document, spot.submit ?? []) !== null,
    },
  }
}

function placeOf(selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors)
    for (const element of findAll(document, selector))
      if (isVisible(element) || element.matches('input[type="file"]')) return element
  return null
}

const others = (act: 'text' | 'file', all: readonly string[], way: string) =>
  all.filter((name) => name !== way).map((name) => `${act}:${name}`)

/** Puts a text in by one way alone. For stand-ins. */
export async function tryText(way: string): Promise<Outcome> {
  await page.opened()
  return insertText(page.composer, 'One.\n\nTwo.', others('text', Object.values(textWaysOf).flat(), way))
}

/** Puts a picture in by one way alone. For stand-ins. */
export async function tryFile(way: string): Promise<Outcome> {
  await page.opened()
  const canvas = new OffscreenCanvas(640, 400)
  canvas.getContext('2d')?.fillRect(0, 0, 640, 400)
  const bytes = await canvas.convertToBlob({ type: 'image/png' })
  const names = fileWays.map(({ name }) => name)
  return insertFile(
    page.composer,
    new File([bytes], 'canary.png', { type: 'image/png' }),
    others('file', names, way),
  )
}
