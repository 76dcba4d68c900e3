const minuteMs = 60_000

/** The account's limits: submits of a key within a minute of the clock, and tasks of it at once (0 is no limit). */
export interface Limits {
  /** Counts a submit; false when the minute is used up. */
  lets(key: string, now: number, perMinute: number): boolean
  /** Waits for a place; what is waited for first comes first. Give it back when the task has ended. */
  place(key: string, parallel: number): Promise<() => void>
  clear(): void
}

export function openLimits(): Limits {
  const minutes = new Map<string, { minute: number; count: number }>()
  const accounts = new Map<string, { running: number; waiting: (() => void)[] }>()
  return {
    lets: (key, now, perMinute) => {
      const minute = Math.floor(now / minuteMs)
      const known = minutes.get(key)
      const count = (known?.minute === minute ? known.count : 0) + 1
      if (perMinute > 0 && count > perMinute) return false
      minutes.set(key, { minute, count })
      return true
    },
    place: async (key, parallel) => {
      const account = accounts.get(key) ?? { running: 0, waiting: [] }
      accounts.set(key, account)
      if (parallel > 0 && account.running >= parallel)
        await new Promise<void>((resolve) => account.waiting.push(resolve))
      else account.running += 1
      return () => {
        // The place goes on to whoever waits: it is never free in between.
        const next = account.waiting.shift()
        if (next) next()
        else account.running -= 1
      }
    },
    clear: () => {
      minutes.clear()
      accounts.clear()
    },
  }
}
