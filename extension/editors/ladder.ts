import type { Arrival } from './arrival.ts'

/** One way to hand something to an editor. */
export interface Rung {
  /** Ends the sentence "The picture was …". */
  said: string
  /** Makes ready; null where there is nothing to act on. */
  ready(): Act | null | Promise<Act | null>
}

export interface Act {
  /** Hands it over, once. True where the page said that it takes care of it. */
  hand(): boolean
  /** Whether the page is held to what it said: then no other way is tried. */
  binds?(): boolean
  /** Takes it back where nothing came of it. */
  undo?(): void
}

/** How long to wait (milliseconds). */
export interface Patience {
  /** Until the editor shows any sign of having got it. */
  reaction: number
  /** So much longer where the page said that it takes care of it. */
  claimed: number
  /** From the first sign until all of it is there. */
  whole: number
  /** It must still be there after this: some sites look at what came a moment later, and take it back. */
  keeps: number
}

export interface Climb {
  /** What has become of it since the beginning. */
  arrival(): Arrival
  /** Waits until this is so, or the time is over. */
  wait(check: () => boolean, ms: number): Promise<unknown>
  patience: Patience
}

/** How it ended. `by` is the way it came by; null where no way brought anything. */
export interface Ending {
  by: Rung | null
  arrival: Arrival
  /** The page said that it would take care of it and did not. */
  claimed: boolean
}

/**
 * Tries one way after another, the next only when the one before changed nothing at all: editors commit late, and a
 * blind second try doubles. What turns up before the next way is taken belongs to the one before.
 */
export async function climb(rungs: readonly Rung[], by: Climb): Promise<Ending> {
  const { arrival, wait, patience } = by
  const came = () => arrival() !== 'none'
  const whole = () => arrival() === 'whole'
  const settle = async (rung: Rung): Promise<Ending | null> => {
    if (!came()) return null
    await wait(whole, patience.whole)
    await wait(() => false, patience.keeps)
    // Some take back what they show and show it again once it is theirs.
    if (!whole()) await wait(whole, patience.reaction)
    return came() ? { by: rung, arrival: arrival(), claimed: false } : null
  }

  let last: Rung | null = null
  for (const rung of rungs) {
    const act = await rung.ready()
    const late = last && (await settle(last))
    if (late) return late
    if (!act) continue
    const claimed = act.hand()
    last = rung
    await wait(came, patience.reaction)
    if (claimed && !came()) await wait(came, patience.claimed)
    const ending = await settle(rung)
    if (ending) return ending
    act.undo?.()
    if (claimed && act.binds?.()) return { by: null, arrival: 'none', claimed }
  }
  return (last && (await settle(last))) ?? { by: null, arrival: 'none', claimed: false }
}
