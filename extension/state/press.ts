import { z } from 'zod'
import type { OrderRequest } from '../../shared/api.ts'
import type { Order } from '../../shared/jobs.ts'
import type { TaskId } from '../../shared/task.ts'
import { Trouble } from '../api.ts'
import type { Kept } from './kept.ts'

/** A press of the button that nobody has answered yet. */
export const Press = z.object({ key: z.string(), task: z.string(), body: z.string() })
export type Press = z.infer<typeof Press>

export interface Parts {
  kept: Pick<Kept<Press>, 'read' | 'write' | 'forget'>
  order(task: TaskId, request: OrderRequest, key: string): Promise<Order>
  newKey(): string
}

/**
 * One press, one key. The key is kept until the server has decided, so that pressing again after a lost answer
 * finds the same order; asking for anything else is a press of its own. Throws `Trouble`.
 */
export async function press(parts: Parts, task: TaskId, request: OrderRequest): Promise<Order> {
  const body = JSON.stringify(request)
  const open = await parts.kept.read()
  const same = open && open.task === task && open.body === body
  const key = same ? open.key : parts.newKey()
  if (!same) await parts.kept.write({ key, task, body })
  try {
    const order = await parts.order(task, request, key)
    await parts.kept.forget()
    return order
  } catch (cause) {
    if (cause instanceof Trouble && cause.decided) await parts.kept.forget()
    throw cause
  }
}
