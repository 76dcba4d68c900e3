import { waitFor } from '../editors/wait-for.ts'
import { closestDeep, deepActive, findAll, findVisible, isVisible } from './deep.ts'
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
const modals = 'dialog:modal, [aria-modal="true"]'

/** An editor just opened is often built a second time: it is left alone until it has stood this long (milliseconds). */
const standing = 300

/**
 * Follows the user's focus until `leaving` and finds the composer they mean: the focused one, else the site's own.
 */
export function watchPage(leaving: AbortSignal): Page {
  const site = siteOf(location.hostname)
  let last: HTMLElement | null = null
  const note = (target: EventTarget | null | undefined) => {
    last = (target && editorAt(target as HTMLElement)) ?? last
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
    const known = composersOf(site, spots())
    const own = known.find((each) => focused && [each.editor, titleOf(each)].includes(focused))
    if (own) return own
    const plain = focused && { site, spot: null, editor: focused, box: boxOf(focused, [boxes]) }
    // A focused line (a search field, say) is meant only where there is nothing better.
    return (plain && !focused.matches(lines) ? plain : known[0]) ?? plain
  }
  const closed = () => (composer() ? null : (spots().find((spot) => openerOf(spot)) ?? null))
  const opened = async () => {
    const opener = openerOf(closed())
    if (!opener) return composer()
    opener.click()
    let [editor, since] = [null as HTMLElement | null, 0]
    await waitFor(() => {
      const now = composer()?.editor ?? null
      if (now !== editor) [editor, since] = [now, performance.now()]
      return editor && performance.now() - since >= standing
    }, 5000)
    return composer()
  }
  return { site, composer, closed, opened }
}

/** The open composers of a site, best first: what a modal dialog holds hides the rest, and marks beat likeness. */
function composersOf(site: Site | null, spots: readonly Spot[]): Composer[] {
  const found = new Map<HTMLElement, Spot>()
  for (const kind of ['at', 'likely'] as const)
    for (const spot of spots)
      for (const selector of spot[kind] ?? [])
        for (const editor of findAll(document, selector))
          if (!found.has(editor) && isVisible(editor)) found.set(editor, spot)
  const composers = [...found].map(([editor, spot]) => ({ site, spot, editor, box: boxOf(editor, spot.box) }))
  const inModal = ({ editor }: Composer) => closestDeep(editor, modals) !== null
  return [...composers.filter(inModal), ...composers.filter((each) => !inModal(each))]
}

/** The one thing a person would press to open this composer. Of several, nobody can say which is meant. */
function openerOf(spot: Spot | null): HTMLElement | null {
  for (const selector of spot?.opener ?? []) {
    const [only, ...more] = findAll(document, selector).filter(isVisible)
    if (only) return more.length === 0 ? only : null
  }
  return null
}

/** The composer's line for a title or subject. */
export const titleOf = ({ spot, box }: Pick<Composer, 'spot' | 'box'>): HTMLElement | null =>
  findVisible(box, spot?.title ?? [])

/** The editor an element belongs to: the outermost editable one, or the field itself. */
function editorAt(element: HTMLElement): HTMLElement | null {
  if (element.matches(`${lines}, textarea`)) return element
  let editor = element.closest<HTMLElement>(richEditors)
  for (let outer = editor; outer; outer = outer.parentElement?.closest<HTMLElement>(richEditors) ?? null)
    editor = outer
  return editor
}

/** What surrounds an editor: the first of these that does, else the few elements around it. */
function boxOf(editor: HTMLElement, selectors: readonly string[]): Element {
  for (const selector of selectors) {
    const known = closestDeep(editor, selector)
    if (known) return known
  }
  let box: Element = editor
  for (let step = 0; step < 3; step++) {
    if (!box.parentElement || box.parentElement === editor.ownerDocument.body) break
    box = box.parentElement
  }
  return box
}
