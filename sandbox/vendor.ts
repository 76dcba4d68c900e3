import type { Hono } from 'hono'
import type { Exchange } from './exchange.ts'
import type { Outside } from './outside.ts'

/** Routes of one host; every request carries the exchange it belongs to. */
export type Wire = { Bindings: { exchange: Exchange } }

/** One outside service, played: the hosts it answers at, and its own way of saying no. */
export interface Vendor {
  readonly name: string
  readonly hosts: Readonly<Record<string, Hono<Wire>>>
  /** The vendor's own error answer for a status an order asks for. */
  refuse(status: number): Response
  /** Everything it was ever asked to make, for people and tests to look at. */
  tasks(): readonly object[]
  /** Forgets all and stops whatever still runs. */
  reset(): void
}

/** How a vendor's file gives it to the sandbox. */
export type OpenVendor = (outside: Outside) => Vendor
