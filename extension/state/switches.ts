import { computed, signal } from '@preact/signals'
import { z } from 'zod'
import { switchFor, SwitchList } from '../../shared/switches.ts'
import type { PageView } from '../messages.ts'
import { api } from '../api.ts'
import { kept } from './kept.ts'
import { pageView } from './place.ts'
import { newerList } from './switch-list.ts'

declare const __SWITCH_KEY__: string

/** The server is asked when a panel opens, and not again for this long. */
const everyMs = 3 * 3600_000

const Known = z.object({
  /** Kept after it has run out: its version still bars the way back. */
  list: z.nullable(SwitchList),
  askedAt: z.int(),
})
const keptSwitches = kept('local', 'switches', Known)

const list = signal<SwitchList | null>(null)

/** What is switched off at the composer the panel was called at; null, as a rule. */
export const switchHere = computed(() => {
  const view = pageView.value
  return view?.spot ? switchFor(list.value, view.site ?? 'any', view.spot, Date.now()) : null
})

const thing = (view: PageView) => (view.site ? `${view.site} (${view.spot})` : 'pages like this one')

/** Said in place of the button while the whole composer is switched off; null while it is not. */
export const offSentence = computed(() => {
  const [view, off] = [pageView.value, switchHere.value]
  if (!view || !off || off.ways !== null) return null
  return `Putting things into ${thing(view)} is switched off at the moment. ${off.why}`
})

/** Reads what is known, then asks whether there is something newer. Without an answer everything stays as it was. */
export async function refreshSwitches(): Promise<void> {
  if (!__SWITCH_KEY__) return
  const known = await keptSwitches.read()
  list.value = known?.list ?? null
  const now = Date.now()
  if (known && now >= known.askedAt && now - known.askedAt < everyMs) return
  const signed = await api.switches(list.peek()?.version ?? null).catch(() => undefined)
  if (signed === undefined) return
  if (signed) list.value = await newerList(signed, list.peek(), __SWITCH_KEY__)
  await keptSwitches.write({ list: list.peek(), askedAt: now })
}
