import { signal, type Signal } from '@preact/signals'
import { idOf } from '../../shared/ids.ts'
import type { Wish } from '../../shared/api.ts'
import type { Price } from '../../shared/money.ts'
import { TaskId } from '../../shared/task.ts'
import { api, Trouble } from '../api.ts'
import { account } from './account.ts'
import { catalogue } from './catalogue.ts'
import { follow, jobs, ring } from './jobs.ts'
import { troubleOf } from './loaded.ts'
import { perTab } from './place.ts'
import { press, Press } from './press.ts'

/** The last order of this tab, one for each task, and what became of pressing the button. */
export interface Ordered {
  orderId: string | null
  pressing: boolean
  trouble: Trouble | null
}

const nothing: Ordered = { orderId: null, pressing: false, trouble: null }

export const ordered: Record<TaskId, Signal<Ordered>> = {
  'create-image': signal(nothing),
  'image-to-video': signal(nothing),
}

const keptId = (task: TaskId) => perTab(`order:${task}`, idOf('order'))

const set = (task: TaskId, part: Partial<Ordered>) => {
  ordered[task].value = { ...ordered[task].peek(), ...part }
}

/** Jobs of the tab's last order, in the order they were asked for. */
export const jobsOf = (orderId: string) => [...jobs.value.values()].filter((job) => job.orderId === orderId)

/** Presses the button; what went wrong is in `ordered`. A press while one is on its way does nothing. */
export async function place(task: TaskId, wish: Wish, price: Price): Promise<void> {
  if (ordered[task].peek().pressing) return
  set(task, { pressing: true, trouble: null })
  const parts = { kept: perTab('press', Press), order: api.order, newKey: () => crypto.randomUUID() }
  try {
    const order = await press(parts, task, { ...wish, price })
    follow(order.jobs)
    set(task, { orderId: order.id, pressing: false })
    await Promise.all([keptId(task).write(order.id), ring(), account.refresh()])
  } catch (cause) {
    const trouble = troubleOf(cause)
    set(task, { pressing: false, trouble })
    if (trouble.code === 'price-changed') await catalogue.refresh()
    if (trouble.code === 'out-of-credits') await account.refresh()
  }
}

/** Back to the form; what was ordered goes on and stays in the library. */
export async function putAside(task: TaskId): Promise<void> {
  ordered[task].value = nothing
  await keptId(task).forget()
}

/** Reads back what was ordered in this tab before it was closed. Never throws. */
export async function restoreOrders(): Promise<void> {
  await Promise.all(
    TaskId.options.map(async (task) => {
      const orderId = await keptId(task).read()
      if (!orderId) return
      set(task, { orderId })
      try {
        follow((await api.readOrder(orderId)).jobs)
      } catch (cause) {
        const trouble = troubleOf(cause)
        if (trouble.code === 'not-found') await putAside(task)
        else set(task, { trouble })
      }
    }),
  )
}
