import { computed, signal } from '@preact/signals'
import type { Call, PageView } from '../messages.ts'
import { askPage, currentTab } from '../windows.ts'
import { callOf, onCall } from './calls.ts'
import { kept, readKept, type Kept, type Schema } from './kept.ts'

const query = new URLSearchParams(location.search)

/** Where this panel stands: the toolbar's popup, beside the page, in the page, or in a tab of its own. */
export const as = (['popup', 'side', 'page'] as const).find((name) => name === query.get('as')) ?? 'tab'

/** The tab this panel speaks for. Known once `settle` has run. */
export let tabId: number | null = Number(query.get('tab')) || null

/** How the panel was last called in this tab. */
export const call = signal<Call | null>(null)

/** The composer it was called at, as the page script sees it; null when there is none to be seen. */
export const pageView = signal<PageView | null>(null)

/** What the composer writes, in a word: "post", "comment", "mail". A composer nobody knows stands on some page. */
export const noun = computed(() => {
  const spot = pageView.value?.spot ?? 'post'
  if (spot === 'editor' || spot === 'file field') return 'page'
  return spot === 'classic post' ? 'post' : spot
})

const inTab = (name: string) => `${name}:${tabId ?? 'none'}`

/** A value kept for this tab until the browser is closed. */
export const perTab = <T>(name: string, schema: Schema<T>): Kept<T> => kept('session', inTab(name), schema)

/** Several of them at once, in the order of their names; null where there is none. */
export async function readPerTab<T>(names: readonly string[], schema: Schema<T>): Promise<(T | null)[]> {
  const stored = await readKept('session', names.map(inTab), schema)
  return names.map((name) => stored.get(inTab(name)) ?? null)
}

/** Asks the page again what stands at the composer. */
export async function look(): Promise<void> {
  pageView.value = tabId === null ? null : await askPage(tabId, call.peek()?.frameId ?? 0, { type: 'look' })
}

/** Learns which tab this is and how it was called, and follows further calls. */
export async function settle(): Promise<void> {
  tabId ??= (await currentTab())?.id ?? null
  if (tabId === null) return
  call.value = await callOf(tabId)
  onCall(tabId, (next) => {
    call.value = next
    void look()
  })
  // A composer may be opened, or closed, while the person is in the page.
  addEventListener('focus', () => void look())
  await look()
}

/** Takes the panel off the page it is shown in; focus goes back to where it was. */
export function leavePage(): void {
  if (as === 'page' && tabId !== null) void askPage(tabId, 0, { type: 'hide-panel' })
}
