import { waitFor } from '../editors/wait-for.ts'
import { closestDeep, deepActive, findVisible, isVisible } from './deep.ts'
import { siteOf } from './index.ts'
import type { Site, Spot } from './site.ts'

/** A place to write, found anew before every act: sites rebuild their editors at will. */
export interface Composer {
  site: Site | null
  /** Null where the focused editor is all we know. */
  spot: Spot | null
  editor: HTMLElement
  /** The part of the page that holds the whole composer. */
  box: Element
}

export interface Page {
  site: Site | null
  /** The composer that is open now. */
  composer(): Composer | null
  /** The composer that could be opened by a press of ours. */
  closed(): Spot | null
  /** The composer, opened first if need be. */
  opened(): Promise<Composer | null>
}

const boxes = 'form, dialog, [role="dialog"], [role="form"], article'
const richEditors =
  '[contenteditable=""], [contenteditable="true"], [contenteditable="plaintext-only"], textarea'
const lines = 'input:not([type]), input[type="text"]'

/**
 * Follows the user's focus until `leaving` and finds the composer they mean: the focused one, else the site's own.
 */
export function watchPage(leaving: AbortSignal): Page {
  const site = siteOf(location.hostname)
  let last: HTMLElement | null = null
  const note = (target: EventTarget | null | undefined) => {
    if (target instanceof HTMLElement) last = editorAt(target) ?? last
  }
  note(deepActive())
  document.addEventListener('focusin', (event) => note(event.composedPath()[0]), {
    capture: true,
    passive: true,
    signal: leaving,
  })

  const spots = () => site?.spots.filter((spot) => spot.where?.(new URL(location.href)) ?? true) ?? []
  const composer = () => {
    note(deepActive())
    const focused = last && isVisible(last) ? last : null
    const known = spots().flatMap((spot) => {
      const editor = findVisible(document, spot.at)
      return editor ? [{ site, spot, editor, box: boxOf(editor, spot.box.join()) }] : []
    })
    const own = known.find(({ editor }) => editor === focused)
    if (own) return own
    const plain = focused && { site, spot: null, editor: focused, box: boxOf(focused, boxes) }
    // A focused line (a search field, say) is meant only where there is nothing better.
    return (plain && !focused.matches(lines) ? plain : known[0]) ?? plain
  }
  const closed = () =>
    composer() ? null : (spots().find((spot) => spot.opener && findVisible(document, spot.opener)) ?? null)
  const opened = async () => {
    const spot = closed()
    if (spot?.opener) {
      findVisible(document, spot.opener)?.click()
      await waitFor(() => findVisible(document, spot.at), 4000)
    }
    return composer()
  }
  return { site, composer, closed, opened }
}

/** The editor an element belongs to: the outermost editable one, or the field itself. */
function editorAt(element: HTMLElement): HTMLElement | null {
  if (element.matches(lines) || element instanceof HTMLTextAreaElement) return element
  let editor = element.closest<HTMLElement>(richEditors)
  for (let outer = editor; outer; outer = outer.parentElement?.closest<HTMLElement>(richEditors) ?? null)
    editor = outer
  return editor
}

/** What surrounds an editor: its form or dialog, else the few elements around it. */
function boxOf(editor: HTMLElement, selector: string): Element {
  const known = closestDeep(editor, selector)
  if (known) return known
  let box: Element = editor
  for (let step = 0; step < 3; step++) {
    if (!box.parentElement || box.parentElement === document.body) break
    box = box.parentElement
  }
  return box
}
