import { z } from 'zod'
import { idOf } from '../../shared/ids.ts'
import { Draft } from './form.ts'
import { Press } from './press.ts'

/** What was asked for in one tab, from the press on. It outlives the tab and the browser. */
export const Work = z.object({
  at: z.int(),
  draft: Draft,
  press: Press.nullable(),
  orderId: idOf('order').nullable(),
  /** Its result has reached a post: whoever comes later needs nothing of it. */
  used: z.boolean(),
})
export type Work = z.infer<typeof Work>

const dayMs = 24 * 3600_000

/** Of work whose tabs are gone: what to go on with, and what nobody needs any more. */
export function chooseWork(gone: ReadonlyMap<string, Work | null>, now: number) {
  const alive = [...gone].flatMap(([tab, work]) =>
    work && !work.used && now - work.at < dayMs ? [{ tab, work }] : [],
  )
  const newest = alive.toSorted((a, b) => b.work.at - a.work.at)[0] ?? null
  const waiting = new Set(alive.map(({ tab }) => tab))
  return { newest, stale: [...gone.keys()].filter((tab) => !waiting.has(tab)) }
}
