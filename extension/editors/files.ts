import type { Outcome } from '../messages.ts'
import type { Composer } from '../sites/composer.ts'
import { findAll, findVisible, isVisible } from '../sites/deep.ts'
import { hasMore } from './arrival.ts'
import { fileWays, scopeOf } from './file-ways.ts'
import { noComposer } from './text.ts'
import { waitFor } from './wait-for.ts'

/** How long a composer may take to react at all, and to show what it took (milliseconds). */
const patience = { reaction: 1500, preview: 15_000 }

/**
 * Hands one file to the composer, by one way after another, until the site itself shows it. The next way is tried
 * only when the composer did not stir at all: a second try after a slow first one would attach the file twice.
 * `without` names ways that are switched off, such as "file:pasted".
 */
export async function insertFile(
  find: () => Composer | null,
  file: File,
  without: readonly string[] = [],
): Promise<Outcome> {
  if (!find()) return noComposer
  for (const way of fileWays.filter(({ name }) => !without.includes(`file:${name}`))) {
    const composer = find()
    if (!composer) break
    const before = shown(composer)
    const act = await way.ready(composer, file)
    if (!act) continue
    const stir = watchStir(composer.box)
    act.hand()
    const isShown = () => hasMore(before, shown(composer))
    const stirred = await waitFor(() => stir.seen() || isShown(), patience.reaction)
    stir.end()
    if (!stirred) {
      act.undo?.()
      continue
    }
    const next = pressOnce(composer.spot?.files?.nexts ?? [])
    const there = await waitFor(() => {
      if (isShown()) return true
      next()
      return false
    }, patience.preview)
    if (there) return { ok: true, way: way.said }
    return {
      ok: false,
      why: 'The composer reacted but shows no preview of the file. Look at your post before you try again.',
    }
  }
  return {
    ok: false,
    why: 'This composer takes no files from outside; your draft is as it was.',
  }
}

/** What a composer shows now: the addresses of its pictures and videos, and files named in fields that are seen. */
function shown(composer: Composer): string[] {
  const selectors = composer.spot?.files?.previews ?? ['img', 'video', 'input[type="file"]']
  return selectors
    .flatMap((selector) => findAll(scopeOf(composer), selector))
    .filter(isVisible)
    .flatMap((element) => {
      if (element instanceof HTMLInputElement)
        return [...(element.files ?? [])].map(({ name }) => `field:${name}`)
      if (element instanceof HTMLImageElement || element instanceof HTMLVideoElement)
        return [element.currentSrc || element.src].filter((address) => /^(blob|data|https):/.test(address))
      return []
    })
}

/** Notes whether elements come into a part of the page, or it leaves the page altogether. */
function watchStir(box: Element): { seen(): boolean; end(): void } {
  let stirred = false
  const watcher = new MutationObserver((changes) => {
    stirred ||= changes.some(({ addedNodes }) => [...addedNodes].some((node) => node instanceof Element))
  })
  watcher.observe(box, { childList: true, subtree: true })
  return { seen: () => stirred || !box.isConnected, end: () => watcher.disconnect() }
}

/** Presses the step between file and preview when it can be pressed, and only once. */
function pressOnce(selectors: readonly string[]): () => void {
  let pressed = false
  return () => {
    const button = pressed ? null : findVisible(document, selectors)
    if (!button || button.matches(':disabled, [aria-disabled="true"]')) return
    pressed = true
    button.click()
  }
}
