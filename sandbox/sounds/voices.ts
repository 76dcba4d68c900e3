/** How high the vendor's own voices speak, in hertz. */
const systemVoices: Readonly<Record<string, number>> = {
  Wise_Woman: 185,
  Friendly_Person: 160,
  Inspirational_girl: 230,
  Deep_Voice_Man: 88,
  Calm_Woman: 195,
  Casual_Guy: 122,
  Lively_Girl: 245,
  Patient_Man: 112,
  Young_Knight: 138,
  Determined_Man: 118,
  Lovely_Girl: 255,
  Decent_Boy: 150,
  Imposing_Manner: 98,
  Elegant_Man: 108,
  Abbess: 175,
  Sweet_Girl_2: 265,
  Exuberant_Girl: 275,
}

const unusedMs = 7 * 24 * 3600 * 1000

/** The voices an account can speak with: the vendor's own, and those it has cloned. */
export interface Voices {
  /** In hertz; null for a voice the account does not have. Speaking with a clone keeps it for good. */
  speakWith(account: string, id: string, now: number): number | null
  /** False when the name is taken. A clone that nobody speaks with within seven days is gone. */
  clone(account: string, id: string, pitch: number, now: number): boolean
  clear(): void
}

export function openVoices(): Voices {
  const clones = new Map<string, { pitch: number; madeAt: number; used: boolean }>()
  const find = (account: string, id: string, now: number) => {
    const clone = clones.get(`${account} ${id}`)
    return clone && (clone.used || now - clone.madeAt < unusedMs) ? clone : undefined
  }
  return {
    speakWith: (account, id, now) => {
      const own = Object.hasOwn(systemVoices, id) ? systemVoices[id] : undefined
      if (own !== undefined) return own
      const clone = find(account, id, now)
      if (clone) clone.used = true
      return clone?.pitch ?? null
    },
    clone: (account, id, pitch, now) => {
      if (Object.hasOwn(systemVoices, id) || find(account, id, now)) return false
      clones.set(`${account} ${id}`, { pitch, madeAt: now, used: false })
      return true
    },
    clear: () => clones.clear(),
  }
}
