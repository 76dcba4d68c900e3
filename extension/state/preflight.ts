import { signal } from '@preact/signals'
import type { Preflight, Wish } from '../../shared/api.ts'
import { api } from '../api.ts'

/** What the server says about a wish that cannot run: its sentence and the cheaper ways. */
export const verdict = signal<Preflight | null>(null)

let current = ''
let stop: AbortController | null = null

/** Asks about a refused wish, a moment after the last keystroke; `null` clears what was said. */
export function weigh(wish: Wish | null): void {
  const next = wish ? JSON.stringify(wish) : ''
  if (next === current) return
  current = next
  stop?.abort()
  verdict.value = null
  if (!wish) return
  const mine = (stop = new AbortController())
  setTimeout(async () => {
    if (mine.signal.aborted) return
    const said = await api.preflight(wish, mine.signal).catch(() => null)
    if (!mine.signal.aborted) verdict.value = said
  }, 300)
}
