import { describe, expect, it } from 'vitest'
import type { OrderRequest } from '../../shared/api.ts'
import type { Order } from '../../shared/jobs.ts'
import { Trouble } from '../api.ts'
import { press, type Press } from './press.ts'

const order = { id: 'ord_1', jobs: [] } as unknown as Order
const request: OrderRequest = {
  model: 'wavespeed/qwen-image',
  input: { prompt: 'a hill' },
  count: 2,
  price: { unit: 'image', amount: 2 },
}
const trouble = (code: Trouble['code']) =>
  new Trouble({ code, title: '', detail: '', remedy: '', requestId: null, price: null })

/** A server that answers these one after the other, and remembers the keys it saw. */
function world(answers: (Order | Trouble)[]) {
  let open: Press | null = null
  let made = 0
  const keys: string[] = []
  const parts = {
    kept: {
      read: async () => open,
      write: async (next: Press | null) => void (open = next),
      settle: async () => void (open = null),
    },
    order: async (_task: string, _request: OrderRequest, key: string) => {
      keys.push(key)
      const next = answers.shift()
      if (!next || next instanceof Trouble) throw next
      return next
    },
    newKey: () => `key-${++made}`,
  }
  return { keys, open: () => open, press: (asked = request) => press(parts, 'create-image', asked) }
}

describe('a press', () => {
  it('has a key of its own', async () => {
    const { keys, press } = world([order, order])
    await press()
    await press()
    expect(keys).toEqual(['key-1', 'key-2'])
  })

  it.each(['unreachable', 'unreadable', 'broken', 'unavailable'] as const)(
    'is the same press again after "%s"',
    async (code) => {
      const { keys, press } = world([trouble(code), order])
      await expect(press()).rejects.toThrow()
      await press()
      expect(keys).toEqual(['key-1', 'key-1'])
    },
  )

  it('is kept from before it is sent until it is answered, and says whether its failure was seen', async () => {
    const { open, press } = world([trouble('unreachable'), order])
    const first = press()
    expect(await first.catch(() => open())).toMatchObject({ key: 'key-1', told: true })
    await press()
    expect(open()).toBeNull()
  })

  it('is a new one after a refusal', async () => {
    const { keys, press } = world([trouble('price-changed'), order])
    await expect(press()).rejects.toThrow()
    await press()
    expect(keys).toEqual(['key-1', 'key-2'])
  })

  it('is a new one when something else is asked for', async () => {
    const { keys, press } = world([trouble('unreachable'), order])
    await expect(press()).rejects.toThrow()
    await press({ ...request, count: 3 })
    expect(keys).toEqual(['key-1', 'key-2'])
  })
})
