import { beforeEach, expect, test, vi } from 'vitest'
import { compress } from '../../shared/tools/compress.ts'
import { resize } from '../../shared/tools/resize.ts'
import type { Faces } from '../tools/runner.ts'
import type { ToolLook } from '../tools/tool.ts'

// When the tools are set to work, with a pool that only notes what it was sent; the true one runs in e2e.

interface Sent {
  quality: unknown
  finish(): void
}
const sent: Sent[] = []

vi.mock('../tools/runner.ts', () => ({
  lookAt: () => Promise.reject(new Error('nobody looks')),
  askFaces: () => Promise.resolve({}),
  runTools: (steps: { values: { quality?: unknown } }[], _: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      const finish = () => resolve([new File([], 'made.pdf', { type: 'application/pdf' })])
      sent.push({ quality: steps[0]?.values.quality, finish })
    }),
}))

const look = (part: Partial<ToolLook> & Pick<ToolLook, 'fields' | 'title' | 'about'>): ToolLook => ({
  verb: 'Make it',
  accepts: ['image/*'],
  takes: { min: 1, max: 1 },
  changes: false,
  works: true,
  ...part,
})

let bench: typeof import('./bench.ts')
let preview: typeof import('./preview.ts')

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  sent.length = 0
  const { faces } = await import('./faces.ts')
  const shown = { compress: look({ ...compress, changes: true }), resize: look(resize) }
  faces.now.value = { value: shown as unknown as Faces, trouble: null }
  bench = await import('./bench.ts')
  preview = await import('./preview.ts')
  preview.followBench()
  return () => vi.useRealTimers()
})

/** Everything that is due, and what follows from it; no tool counts as slow yet. */
const settle = () => vi.advanceTimersByTimeAsync(100)
const putIn = (name: string) => bench.set({ files: [{ ...bench.unseen, file: new File([], name) }] })
/** As when the browser has kept the file, or has read it. */
const learnOfIt = () => bench.set({ files: bench.bench.peek().files.map((held) => ({ ...held })) })

test('what is learned of the file meanwhile takes away no work', async () => {
  bench.openTool('compress', { quality: 80 })
  putIn('harbour.jpg')
  learnOfIt()
  await settle()
  expect(sent.map(({ quality }) => quality)).toEqual([80])
  sent[0]?.finish()
  await settle()
  bench.setValue('quality', 50)
  learnOfIt()
  await settle()
  expect(sent.map(({ quality }) => quality)).toEqual([80, 50])
  sent[1]?.finish()
  await settle()
  expect(preview.preview.value).toMatchObject({ state: 'done', fresh: true })
})

test('of values that follow each other quickly, the last is made', async () => {
  bench.openTool('compress', { quality: 80 })
  putIn('harbour.jpg')
  for (const quality of [70, 60, 50]) bench.setValue('quality', quality)
  await settle()
  sent.at(-1)?.finish()
  await settle()
  expect(sent.at(-1)?.quality).toBe(50)
  expect(preview.preview.value).toMatchObject({ state: 'done', fresh: true })
})

test('what was stopped is made when it is asked for', async () => {
  bench.openTool('compress', { quality: 80 })
  putIn('harbour.jpg')
  await settle()
  preview.stopMaking()
  expect(preview.preview.value).toMatchObject({ state: 'idle', fresh: false })
  preview.makeNow()
  await settle()
  sent.at(-1)?.finish()
  await settle()
  expect(preview.preview.value).toMatchObject({ state: 'done', fresh: true })
})
