import { z } from 'zod'
import type { OrderRequest } from '../../shared/api.ts'
import type { Order } from '../../shared/jobs.ts'
import type { TaskId } from '../../shared/task.ts'
import { Trouble } from '../api.ts'

/** A press of the button that nobody has answered yet. `told`: the person has seen that no answer came. */
export const Press = z.object({ key: z.string(), body: z.string(), told: z.boolean() })
export type Press = z.infer<typeof Press>

export interface Parts {
  kept: {
    read(): Promise<Press | null>
    /** `null`: the server has refused it. */
    write(press: Press | null): Promise<void>
    /** The order takes the place of its press in one step: there is no moment without either. */
    settle(order: Order): Promise<void>
  }
  order(task: TaskId, request: OrderRequest, key: string): Promise<Order>
  newKey(): string
}

/**
 * One press, one key. The key is kept until the server has decided, so that pressing again after a lost answer
 * finds the same order; asking for anything else is a press of its own. Throws `Trouble`.
 */
export async function press(parts: Parts, task: TaskId, request: OrderRequest): Promise<Order> {
  const body = JSON.stringify(request)
  const before = await parts.kept.read()
  const key = before?.body === body ? before.key : parts.newKey()
  await parts.kept.write({ key, body, told: false })
  try {
    const order = await parts.order(task, request, key)
    await parts.kept.settle(order)
    return order
  } catch (cause) {
    const decided = cause instanceof Trouble && cause.decided
    await parts.kept.write(decided ? null : { key, body, told: true })
    throw cause
  }
}
