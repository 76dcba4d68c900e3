import type { Account } from '../../shared/api.ts'
import type { Unit } from '../../shared/money.ts'
import { api } from '../api.ts'
import { source } from './loaded.ts'

export const account = source(api.account)

/** What is left of a unit; null while nobody knows. */
export const left = (of: Account | null, unit: Unit) =>
  of?.balance.find((line) => line.unit === unit)?.available ?? null
