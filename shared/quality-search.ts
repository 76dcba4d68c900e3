/** Bytes of a file at a quality of 1 to 100. */
export type Weigh = (quality: number) => Promise<number>

export interface Found {
  quality: number
  bytes: number
}
export interface Searched {
  /** The best that fits; null when even the least quality is too large. */
  found: Found | null
  /** What the file would have at a quality, by all that is known now. */
  guess(quality: number): Promise<number>
}

export interface QualityRange {
  least: number
  most: number
  /** Qualities between these that make a difference; both ends are whole steps. 1 unless said. */
  step?: number
}

/** A file this near below its limit is as good as one at it. */
const nearEnough = 0.975
/** After so many tries no guess is trusted any more, and less is asked: a step of quality may be wider than that. */
const patience = 4
const nearAtLast = 0.95
/** Aimed at, so that a guess that is a little too low still fits. */
const aim = 0.988

/** How a file grows with its quality when nothing else is known: JPEG, WebP and AVIF are much alike in this. */
const usual = [
  [1, 0.06],
  [10, 0.16],
  [25, 0.32],
  [50, 0.55],
  [75, 0.9],
  [85, 1.25],
  [90, 1.6],
  [95, 2.4],
  [100, 5],
] as const

/** The usual growth, for pictures too small to have a smaller likeness. */
export const usualGrowth: Weigh = (quality) => {
  const after = usual.findIndex(([at]) => at >= quality)
  const [high, most] = usual[Math.max(after, 1)]!
  const [low, least] = usual[Math.max(after, 1) - 1]!
  const share = (quality - low) / (high - low)
  return Promise.resolve(Math.exp(Math.log(least) + share * (Math.log(most) - Math.log(least))))
}

/**
 * Finds the best quality at which a file has no more than `max` bytes, with few writings of it. `likeness` weighs
 * something small that grows as the file does; what the file really weighs corrects it, and nothing is taken that has
 * not been weighed itself.
 */
export async function searchQuality(
  max: number,
  { least, most, step = 1 }: QualityRange,
  weigh: Weigh,
  likeness: Weigh = usualGrowth,
): Promise<Searched> {
  const known: { quality: number; gain: number }[] = []
  const likenesses = new Map<number, number>()
  const alike = async (quality: number) => {
    const before = likenesses.get(quality)
    if (before !== undefined) return before
    const bytes = Math.max(await likeness(quality), 1e-9)
    likenesses.set(quality, bytes)
    return bytes
  }
  const guess = async (quality: number) => (await alike(quality)) * Math.exp(gainAt(known, quality))

  const guessStep = (steps: number) => guess(steps * step)

  let found: Found | null = null
  // In whole steps.
  let low = Math.round(least / step) - 1
  let high = Math.round(most / step) + 1
  for (let tries = 1; high - low > 1; tries++) {
    const steps =
      tries > patience
        ? Math.floor((low + high) / 2)
        : tries === 1 && likeness === usualGrowth
          ? Math.round(Math.min(most, Math.max(least, 75)) / step)
          : await bestGuess(guessStep, max * aim, low, high)
    const quality = steps * step
    const bytes = await weigh(quality)
    known.push({ quality, gain: Math.log(bytes / (await alike(quality))) })
    if (bytes <= max) {
      found = { quality, bytes }
      low = steps
      if (bytes >= max * (tries <= patience ? nearEnough : nearAtLast)) break
    } else high = steps
  }
  return { found, guess }
}

/** The best quality between two that is guessed to fit; the one next above `low` when none is. */
async function bestGuess(guess: Weigh, limit: number, low: number, high: number): Promise<number> {
  let fits = low + 1
  let over = high
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2)
    if ((await guess(middle)) <= limit) fits = middle
    else over = middle
  }
  return fits
}

/** How many times the likeness the file has, as a logarithm: between the two nearest that were weighed. */
function gainAt(known: readonly { quality: number; gain: number }[], quality: number): number {
  const below = known.filter((each) => each.quality <= quality).toSorted((a, b) => b.quality - a.quality)[0]
  const above = known.filter((each) => each.quality >= quality).toSorted((a, b) => a.quality - b.quality)[0]
  if (!below || !above) return (below ?? above)?.gain ?? 0
  if (below.quality === above.quality) return below.gain
  const share = (quality - below.quality) / (above.quality - below.quality)
  return below.gain + share * (above.gain - below.gain)
}
