/** A run of choices that is the same again for the same seed. */
export function openChance(seed: number) {
  let state = seed >>> 0
  /** At least 0, less than 1 (mulberry32). */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    below,
    yes: (share: number) => next() < share,
    pick: <T>(choices: readonly T[]): T => choices[below(choices.length)]!,
    /** Takes one out of a list. */
    take: <T>(list: T[]): T => list.splice(below(list.length), 1)[0]!,
  }
}

export type Chance = ReturnType<typeof openChance>
