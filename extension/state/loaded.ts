import { signal, type Signal } from '@preact/signals'
import { Trouble } from '../api.ts'

/** Something that comes from elsewhere: what is known stays in sight while it is asked for again. */
export interface Loaded<T> {
  value: T | null
  trouble: Trouble | null
}

export interface Source<T> {
  now: Signal<Loaded<T>>
  /** Asks again; never throws. Two at once are one. */
  refresh(): Promise<void>
  forget(): void
}

/** Any thrown thing as a sentence for a person. */
export function troubleOf(cause: unknown): Trouble {
  if (cause instanceof Trouble) return cause
  return new Trouble({
    code: 'broken',
    title: 'Something broke in the panel',
    detail: cause instanceof Error ? cause.message : String(cause),
    remedy: 'Try again. Nothing was charged for this.',
    requestId: null,
    price: null,
  })
}

export function source<T>(read: () => Promise<T>): Source<T> {
  const now = signal<Loaded<T>>({ value: null, trouble: null })
  let asking: Promise<void> | null = null
  let round = 0
  const ask = async () => {
    const mine = round
    try {
      const value = await read()
      if (mine === round) now.value = { value, trouble: null }
    } catch (cause) {
      if (mine === round) now.value = { value: now.value.value, trouble: troubleOf(cause) }
    }
  }
  return {
    now,
    refresh: () => (asking ??= ask().finally(() => (asking = null))),
    forget() {
      round += 1
      asking = null
      now.value = { value: null, trouble: null }
    },
  }
}
