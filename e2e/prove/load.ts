import { runLoad, type Figures } from '../load/run.ts'
import type { Studio } from '../studio.ts'

export const title =
  'mixed load, 32 at once, one order in twenty with a fault: no error of our own, no growth, no backlog'

const megabyte = 1024 * 1024
/**
 * The local runtime hands over one batch of bells after the other: a vendor that says nothing holds the next one for as
 * long as it is given to answer, 45 s at most, and a sweep rings 10 s later. On Cloudflare batches run side by side.
 */
const longestWaitMs = 60_000
/** Minutes before a rise of the heap can be told from its breathing. */
const tellingMinutes = 3
/** The runtime's own caches fill for the first ten minutes or so: only then does what it takes say anything. */
const settledMinutes = 20

/** 30 minutes, 3 on a build machine, or as many as are asked for. */
export async function prove(studio: Studio, options: { minutes: number | null }): Promise<string[]> {
  const minutes = options.minutes ?? (process.env['CI'] ? 3 : 30)
  const figures = await runLoad(studio, minutes * 60)
  const lines = [...tableOf(figures), JSON.stringify(figures)]
  const wrong = [...figures.seen.wrong]
  if (figures.queueAge.max > longestWaitMs)
    wrong.push(`a job waited ${figures.queueAge.max} ms to be visited`)
  const { heap, memory } = figures
  if (minutes >= tellingMinutes && heap.slopePerMinute * minutes > heap.first * 0.5)
    wrong.push(`the heap rises by ${(heap.slopePerMinute / megabyte).toFixed(2)} MB a minute`)
  if (minutes >= settledMinutes && memory.slopePerMinute * minutes > memory.first * 0.5)
    wrong.push(`memory rises by ${(memory.slopePerMinute / megabyte).toFixed(1)} MB a minute`)
  if (wrong.length > 0)
    throw new Error([`${wrong.length} things were wrong`, ...wrong.slice(0, 20), ...lines].join('\n  '))
  return lines
}

function tableOf({ times, seen, memory, heap, queueAge, ...run }: Figures): string[] {
  const cell = (value: number | string) => String(value).padStart(9)
  const mb = (bytes: number) => (bytes / megabyte).toFixed(1)
  const tally = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  return [
    `${'call'.padEnd(18)}${['count', 'median', 'p99', 'max'].map(cell).join('')}  (ms)`,
    ...Object.entries(times).map(
      ([what, { calls, median, p99, max }]) =>
        `${what.padEnd(18)}${[calls, median, p99, max].map(cell).join('')}`,
    ),
    `${run.clients} clients, ${run.seconds} s, ${(run.calls / run.seconds).toFixed(1)} calls a second`,
    `jobs: ${tally(seen.ended)}; injected: ${tally(seen.injected)}; wrong: ${seen.wrong.length}`,
    `waiting for a visit: median ${queueAge.median} ms, at most ${queueAge.max} ms`,
    `heap after collection: ${mb(heap.first)} MB warm, ${mb(heap.last)} MB at the end, ${(heap.slopePerMinute / megabyte).toFixed(2)} MB a minute`,
    `memory: ${mb(memory.first)} MB warm, ${mb(memory.last)} MB at the end, ${mb(memory.slopePerMinute)} MB a minute`,
  ]
}
