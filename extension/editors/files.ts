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
 */
export async function insertFile(find: () => Composer | null, file: File): Promise<Outcome> {
  if (!find()) return noComposer
  for (const way of fileWays) {
    const composer = find()
    if (!composer) break
    const before = shown(composer)
    const act = await way.ready(composer, file)
    if (!act) continue
    const stir = watchStir(composer.box)
    act()
    const reacted = () => stir.seen() || hasMore(before, shown(composer))
    const stirred = await waitFor(reacted, patience.reaction)
    stir.end()
    if (!stirred) continue
    const next = pressOnce(composer.spot?.files?.nexts ?? [])
    const there = await waitFor(() => {
      if (hasMore(before, shown(composer))) return true
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
    why: 'This composer takes no files from outside; your draft is as it was. Copy the picture and paste it with Ctrl+V (⌘V on a Mac), or download it and add it by hand.',
  }
}

/** Addresses of the pictures and videos that a composer shows now. */
function shown(composer: Composer): string[] {
  const selectors = composer.spot?.files?.previews ?? ['img', 'video']
  return selectors
    .flatMap((selector) => findAll(scopeOf(composer), selector))
    .filter(isVisible)
    .map((element) =>
      element instanceof HTMLImageElement || element instanceof HTMLVideoElement
        ? element.currentSrc || element.src
        : '',
    )
    .filter((address) => /^(blob|data|https):/.test(address))
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
