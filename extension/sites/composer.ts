import { isFileField } from '../editors/caret.ts'
import { waitFor } from '../editors/wait-for.ts'
import { closestDeep, deepActive, findAll, findVisible, isVisible } from './deep.ts'
import { any } from './any.ts'
import { siteOf } from './index.ts'
import type { Site, Spot } from './site.ts'

/** A place to write, found anew before every act: sites rebuild their editors at will. */
export interface Composer {
  site: Site | null
  /** Null where the focused editor is all we know. */
  spot: Spot | null
  editor: HTMLElement
  /** What holds the whole text: the editor itself, as a rule. */
  text: HTMLElement
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
  const site = siteOf(new URL(location.href))
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

  const spots = () => (site ?? any).spots.filter((spot) => spot.where?.(new URL(location.href)) ?? true)
  const composer = () => {
    note(deepActive())
    const focused = last && isVisible(last) ? last : null
    const known = composersOf(site, spots(), focused)
    const own = known.find((each) => focused && [each.editor, titleOf(each)].includes(focused))
    if (own) return own
    const plain: Composer | null = focused && {
      site,
      spot: null,
      editor: focused,
      text: focused,
      box: boxOf(focused, [boxes]),
    }
    const best = site ? known[0] : onlyOne(known)
    // A focused line (a search field, say) is meant only where there is nothing better.
    return (plain && !plain.editor.matches(lines) ? plain : best) ?? plain
  }
  const closed = () => (composer() ? null : (spots().find((spot) => openerOf(spot.opener)) ?? null))
  const opened = async () => {
    const spot = closed()
    const opener = openerOf(spot?.opener)
    if (!opener) return composer()
    opener.click()
    let more = spot?.menu
    let [editor, since] = [null as HTMLElement | null, 0]
    await waitFor(() => {
      const now = composer()?.editor ?? null
      const item = now ? null : openerOf(more)
      if (item) {
        more = undefined
        item.click()
      }
      if (now !== editor) [editor, since] = [now, performance.now()]
      return editor && performance.now() - since >= standing
    }, 5000)
    return composer()
  }
  return { site, composer, closed, opened }
}

/** The open composers of a site, best first: what a modal dialog holds hides the rest, and marks beat likeness. */
function composersOf(site: Site | null, spots: readonly Spot[], focused: HTMLElement | null): Composer[] {
  const found = new Map<HTMLElement, Spot>()
  for (const kind of ['at', 'likely'] as const)
    for (const spot of spots)
      for (const selector of spot[kind] ?? [])
        for (const editor of findAll(document, selector))
          if (!found.has(editor) && isPlace(editor)) found.set(editor, spot)
  const composers = [...found].flatMap(([editor, spot]): Composer[] => {
    if (spot.focused && editor !== focused) return []
    const text = (spot.text && closestDeep(editor, spot.text)) || editor
    return [{ site, spot, editor, text, box: boxOf(editor, spot.box) }]
  })
  const inModal = ({ editor }: Composer) => closestDeep(editor, modals) !== null
  return [...composers.filter(inModal), ...composers.filter((each) => !inModal(each))]
}

/** Something to write in that is seen, or a file field, which pages hide, in a part that is. */
const isPlace = (editor: HTMLElement): boolean =>
  isVisible(editor) ||
  (isFileField(editor) && editor.parentElement !== null && isVisible(editor.parentElement))

/** On a page nobody knows: the only editor, or the only file field of a page without one. */
function onlyOne(known: readonly Composer[]): Composer | undefined {
  const editors = known.filter(({ editor }) => !isFileField(editor))
  const [only, ...more] = editors.length > 0 ? editors : known
  return more.length === 0 ? only : undefined
}

/** The one thing a person would press to open this composer. Of several, nobody can say which is meant. */
function openerOf(selectors: readonly string[] = []): HTMLElement | null {
  for (const selector of selectors) {
    const [only, ...more] = findAll(document, selector).filter(isVisible)
    if (only) return more.length === 0 ? only : null
  }
  return null
}

/** The composer's line for a title or subject. */
export const titleOf = ({ spot, box }: Pick<Composer, 'spot' | 'box'>): HTMLElement | null =>
  findVisible(box, spot?.title ?? [])

/** The editor an element belongs to: the outermost editable one, or the field itself. */
export function editorAt(element: HTMLElement): HTMLElement | null {
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
