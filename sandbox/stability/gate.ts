const [windowMs, mostRequests, holdMs] = [10_000, 150, 60_000]

/** The rate limit of a key: 150 requests within 10 seconds, and a minute of nothing for more. */
export interface Gate {
  lets(key: string, now: number): boolean
  /** A result may be asked for again only after `pollMs`. */
  letsPoll(id: string, now: number, pollMs: number): boolean
  clear(): void
}

export function openGate(): Gate {
  const keys = new Map<string, { seen: number[]; heldUntil: number }>()
  const polls = new Map<string, number>()
  return {
    lets: (key, now) => {
      const state = keys.get(key) ?? { seen: [], heldUntil: 0 }
      keys.set(key, state)
      if (now < state.heldUntil) return false
      state.seen = state.seen.filter((at) => now - at < windowMs)
      state.seen.push(now)
      if (state.seen.length > mostRequests) state.heldUntil = now + holdMs
      return state.seen.length <= mostRequests
    },
    letsPoll: (id, now, pollMs) => {
      const last = polls.get(id)
      if (last !== undefined && now - last < pollMs) return false
      polls.set(id, now)
      return true
    },
    clear: () => {
      keys.clear()
      polls.clear()
    },
  }
}
