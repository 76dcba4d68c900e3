import { signal } from '@preact/signals'
import { runnerSteps } from './bench-steps.ts'
import { bench } from './bench.ts'
import { faceOf } from './faces.ts'

const batchQuery = 'place=batch'

/** What the studio shows: one thing on the bench, or many in a batch. */
export const studioPlace = signal<'bench' | 'batch'>(location.search.includes(batchQuery) ? 'batch' : 'bench')

/** This window is the studio itself. */
export const isStudio = location.pathname.startsWith('/studio')

/** Opens the full tab; what lies on the bench lies there too. */
export async function openStudio(at: 'bench' | 'batch' = 'bench'): Promise<void> {
  if (isStudio) studioPlace.value = at
  else await chrome.tabs.create({ url: `/studio.html${at === 'batch' ? `?${batchQuery}` : ''}` })
}

/** All that is in hand through the row of tools, as a batch. */
export async function batchInHand(): Promise<void> {
  const { files, steps } = bench.peek()
  // Much code, which only those need who have much to do.
  const { beginWith } = await import('./batch-take.ts')
  const title = steps.map(({ tool }) => faceOf(tool)?.title).join(', ')
  await beginWith(
    { title, steps: await runnerSteps(steps) },
    files.map(({ file }) => file),
  )
  await openStudio('batch')
}
