/** A list as at most so many runs, one after another, of which the heaviest is as light as can be. */
export function evenRuns<Item>(
  list: readonly Item[],
  count: number,
  weigh: (run: readonly Item[]) => number,
): Item[][] {
  const runsWithin = (limit: number) => {
    const runs: Item[][] = []
    for (const item of list) {
      const run = runs.at(-1)
      if (run && weigh([...run, item]) <= limit) run.push(item)
      else runs.push([item])
    }
    return runs
  }
  let [low, high] = [0, weigh(list)]
  while (high - low > high / 1000) {
    const middle = (low + high) / 2
    if (runsWithin(middle).length <= count) high = middle
    else low = middle
  }
  return runsWithin(high)
}
