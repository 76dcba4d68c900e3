import { openDisplay } from '../display.ts'
import { buildExtension } from '../extension.ts'
import type { Studio } from '../studio.ts'
import { compareTyping } from '../typing.ts'

export const title =
  '10,000 typed keys cost a page no more with Atelier called and its button there than without'

const keys = 10_000
const piece = 500

export async function prove(studio: Studio): Promise<string[]> {
  const display = await openDisplay()
  try {
    const extension = await buildExtension({ apiOrigin: studio.worker.url })
    const setting = { display, extension, api: studio.worker.url, sandbox: studio.sandbox.url }
    const { bare, ours, arrived, shifts } = await compareTyping(setting, keys, piece)
    if (arrived !== keys) throw new Error(`${arrived} of ${keys} characters arrived`)
    if (shifts > 0) throw new Error(`${shifts} layout shifts`)
    const lines = [
      says('without, first run', bare[0].flat()),
      says('without, second run', bare[1].flat()),
      says('with Atelier', ours.flat()),
      `${arrived} characters arrived; layout shifts: ${shifts}`,
    ]
    for (const [name, share] of Object.entries(shares)) {
      // Noise is how far pieces of the runs without it lie from one another.
      const pieces = bare.flat().map((times) => at(times, share))
      const [low, high] = [Math.min(...pieces), Math.max(...pieces)]
      const found = at(ours.flat(), share)
      lines.push(`${name}: ${ms(found)}; without, pieces of ${piece} lie between ${ms(low)} and ${ms(high)}`)
      if (found > high) throw new Error(`${name} lies above the noise\n  ${lines.join('\n  ')}`)
    }
    return lines
  } finally {
    await display.close()
  }
}

const shares = { median: 0.5, '99th percentile': 0.99 }
const at = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0
const ms = (time: number) => `${time.toFixed(2)} ms`
const says = (name: string, times: readonly number[]) =>
  `${name}: ${times.length} keys, median ${ms(at(times, 0.5))}, 99th percentile ${ms(at(times, 0.99))}`
