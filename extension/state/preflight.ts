import type { Preflight, Wish } from '../../shared/api.ts'
import { api } from '../api.ts'
import { asker } from './asker.ts'

/**
 * What the server says of a wish before it is pressed: why it cannot run and the cheaper ways, what is done to what
 * goes in, and whether the same was made before.
 */
export const { now: verdict, ask: weigh } = asker<Wish, Preflight>({ send: api.preflight, pauseMs: 300 })
