import { signal, type Signal } from '@preact/signals'
import { OrderRequest, type Wish } from '../../shared/api.ts'
import type { Price } from '../../shared/money.ts'
import { TaskId } from '../../shared/task.ts'
import { api, Trouble } from '../api.ts'
import { account } from './account.ts'
import { catalogue } from './catalogue.ts'
import { drafts } from './draft.ts'
import { follow, jobs, ring } from './jobs.ts'
import { inherit, ownOf, ownWork, readWork, type WorkByTab } from './kept-work.ts'
import { troubleOf } from './loaded.ts'
import { call } from './place.ts'
import { press, type Parts, type Press } from './press.ts'
import type { Work } from './work.ts'

/** The last order of this tab, one for each task, and what became of pressing the button. */
export interface Ordered {
  orderId: string | null
  pressing: boolean
  trouble: Trouble | null
}

const nothing: Ordered = { orderId: null, pressing: false, trouble: null }

export const ordered = Object.fromEntries(TaskId.options.map((task) => [task, signal(nothing)])) as Record<
  TaskId,
  Signal<Ordered>
>

const set = (task: TaskId, part: Partial<Ordered>) => {
  ordered[task].value = { ...ordered[task].peek(), ...part }
}

/** Jobs of the tab's last order, in the order they were asked for. */
export const jobsOf = (orderId: string) => [...jobs.value.values()].filter((job) => job.orderId === orderId)

/** Where a press and its order are kept for this tab. */
function keptPress(task: TaskId): Parts['kept'] {
  const work = ownWork(task)
  const write = (part: Pick<Work, 'press' | 'orderId'>) =>
    work.write({ at: Date.now(), draft: drafts[task].peek(), used: false, ...part })
  return {
    read: async () => (await work.read())?.press ?? null,
    write: (open) => (open ? write({ press: open, orderId: null }) : work.forget()),
    settle: (order) => write({ press: null, orderId: order.id }),
  }
}

/** Presses the button; what went wrong is in `ordered`. A press while one is on its way does nothing. */
export const place = (task: TaskId, wish: Wish, price: Price) => send(task, { ...wish, price })

async function send(task: TaskId, request: OrderRequest): Promise<void> {
  if (ordered[task].peek().pressing) return
  set(task, { pressing: true, trouble: null })
  const parts = { kept: keptPress(task), order: api.order, newKey: () => crypto.randomUUID() }
  try {
    const order = await press(parts, task, request)
    follow(order.jobs)
    set(task, { orderId: order.id, pressing: false })
    await Promise.all([ring(), account.refresh()])
  } catch (cause) {
    const trouble = troubleOf(cause)
    set(task, { pressing: false, trouble })
    if (trouble.code === 'price-changed') await catalogue.refresh()
    if (trouble.code === 'out-of-credits') await account.refresh()
  }
}

/** Shows what an earlier press has brought, as if it had been pressed again; nothing is ordered. */
export async function showEarlier(task: TaskId, jobId: string): Promise<void> {
  try {
    const { orderId } = await api.job(jobId)
    const order = await api.readOrder(orderId)
    follow(order.jobs)
    await keptPress(task).settle(order)
    set(task, { orderId, trouble: null })
  } catch (cause) {
    set(task, { trouble: troubleOf(cause) })
  }
}

/** Back to the form; what was ordered goes on and stays in the library. */
export async function putAside(task: TaskId): Promise<void> {
  ordered[task].value = nothing
  await ownWork(task).forget()
}

/** A result of this order is in a post: it stays with its tab, and no other takes it over. */
export async function useUp(jobId: string): Promise<void> {
  const job = jobs.peek().get(jobId)
  const kept = job && ownWork(job.task)
  const work = await kept?.read()
  if (work && work.orderId === job?.orderId) await kept?.write({ ...work, used: true })
}

/** Reads back what was asked for in this tab, or in one that is gone. Never throws. */
export async function restoreOrders(): Promise<void> {
  const stored = await readWork()
  await Promise.all(TaskId.options.map((task) => restore(task, stored.get(task) ?? new Map())))
}

async function restore(task: TaskId, byTab: WorkByTab): Promise<void> {
  if (ordered[task].peek().pressing) return
  const work = ownOf(byTab) ?? (await inheritFor(task, byTab))
  if (work?.press) return resume(task, work.press, work.at)
  if (!work?.orderId) return
  set(task, { orderId: work.orderId })
  try {
    follow((await api.readOrder(work.orderId)).jobs)
    set(task, { trouble: null })
  } catch (cause) {
    const trouble = troubleOf(cause)
    if (trouble.code === 'not-found') await putAside(task)
    else set(task, { trouble })
  }
}

const looked = new Set<TaskId>()

/** Once, as the panel opens, and only where nothing was begun: words of one's own, or a call with a picture. */
async function inheritFor(task: TaskId, byTab: WorkByTab): Promise<Work | null> {
  const { values, taken } = drafts[task].peek()
  const prompt = values['prompt'] ?? ''
  const begun = prompt !== '' && prompt !== taken
  if (begun || looked.has(task) || (task === 'image-to-video' && call.peek()?.kind === 'picture')) return null
  looked.add(task)
  const work = await inherit(task, byTab)
  if (work) drafts[task].value = work.draft
  return work
}

/** How old a press may be that is still sent without asking (milliseconds): its person has just been here. */
const freshMs = 10 * 60_000

/** A window was closed over a press: it goes on by itself, unless the person has seen it fail or left long ago. */
async function resume(task: TaskId, open: Press, at: number): Promise<void> {
  const request: unknown = JSON.parse(open.body)
  const isFresh = !open.told && Date.now() - at < freshMs
  // As it was kept, not as it was parsed: the same words find the same key.
  if (isFresh && OrderRequest.safeParse(request).success) return send(task, request as OrderRequest)
  set(task, { trouble: unanswered() })
}

const unanswered = () =>
  new Trouble({
    code: 'unreachable',
    title: 'Your last press got no answer',
    detail: 'Whether Atelier took it is not known here.',
    remedy: 'Try again: if it was taken, you get the same work, and nothing is charged twice.',
    requestId: null,
    price: null,
  })
