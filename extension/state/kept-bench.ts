import { effect } from '@preact/signals'
import { z } from 'zod'
import type { Values } from '../../shared/fields.ts'
import { drop, look } from './bench-files.ts'
import { bench, BenchStep, emptyBench, keptValues, lastValues, set, unseen, type Bench } from './bench.ts'
import { faces } from './faces.ts'
import { FileId, keptFile, sweepFiles } from './kept-files.ts'
import { kept } from './kept.ts'

const KeptBench = z.object({ steps: z.array(BenchStep), at: z.int(), files: z.array(FileId), shown: z.int() })
const keptBench = kept('local', 'bench', KeptBench)

const namedBy = (values: Values) =>
  Object.values(values).flatMap((value) => (FileId.safeParse(value).data ? [String(value)] : []))

function keep({ steps, at, files, shown }: Bench): void {
  const ids = files.flatMap(({ id }) => (id ? [id] : []))
  void keptBench.write({ steps: [...steps], at, files: ids, shown })
  const next = { ...lastValues.peek() }
  for (const { tool, values } of steps) next[tool] = values
  lastValues.value = next
  void keptValues.write(next)
}

/** Reads back what lay on the bench when the last window was closed, and keeps it from then on. */
export async function restoreBench(named: () => Promise<readonly string[]>): Promise<void> {
  void faces.refresh()
  const [stored, values] = await Promise.all([keptBench.read(), keptValues.read()])
  lastValues.value = values ?? {}
  const files = await Promise.all((stored?.files ?? []).map(async (id) => ({ id, file: await keptFile(id) })))
  // Whoever was quicker than the disk has begun something new.
  const untouched = bench.peek() === emptyBench
  if (stored && untouched) {
    const held = files.flatMap(({ id, file }) => (file ? [{ ...unseen, id, file }] : []))
    set({ ...stored, files: held, shown: Math.min(stored.shown, Math.max(0, held.length - 1)) })
    held.forEach(({ file }) => void look(file))
  }
  let first = untouched
  let later: ReturnType<typeof setTimeout> | undefined
  effect(() => {
    const now = bench.value
    if (first) return void (first = false)
    // A slider on its way is not written down at every point.
    clearTimeout(later)
    later = setTimeout(() => keep(now), 250)
  })
  const used = [...(stored?.files ?? []), ...Object.values(values ?? {}).flatMap(namedBy), ...(await named())]
  void sweepFiles(new Set(used))
}

/** Whoever comes next finds nothing of it. */
export async function forgetBench(): Promise<void> {
  bench.peek().files.forEach(drop)
  bench.value = emptyBench
  await keptBench.forget()
}
