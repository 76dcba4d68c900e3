/** So many of the last ones say how long the next ones take. */
const lastOnes = 20
/** Fewer say nothing yet. */
const fewest = 3

export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * Milliseconds until all are through, by the median of the last ones, so that one huge picture does not turn it;
 * null before enough are done to say. `done`: how long each took, in the order they ended.
 */
export function timeLeft(done: readonly number[], waiting: number, atOnce: number): number | null {
  if (waiting === 0) return 0
  if (done.length < fewest) return null
  return Math.ceil(waiting / Math.max(1, atOnce)) * median(done.slice(-lastOnes))
}

const minute = 60_000
const hour = 60 * minute

/** Never finer than it is known. */
export function leftWords(ms: number | null): string {
  if (ms === null) return 'Working out how long it takes'
  if (ms < 10_000) return 'A few seconds left'
  if (ms < minute) return `About ${Math.ceil(ms / 10_000) * 10} seconds left`
  if (ms < hour) {
    const minutes = Math.round(ms / minute)
    return minutes === 1 ? 'About a minute left' : `About ${minutes} minutes left`
  }
  const halves = Math.round((ms / hour) * 2) / 2
  return halves === 1 ? 'About an hour left' : `About ${halves} hours left`
}
