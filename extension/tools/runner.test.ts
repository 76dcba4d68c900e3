import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Errand, News, Step } from './runner.ts'

// The order of the pool, with workers that do nothing until they are told to; the true ones run in e2e.

class HandWorker {
  static all: HandWorker[] = []
  static get alive() {
    return HandWorker.all.filter((each) => !each.gone)
  }
  onmessage: ((event: { data: News }) => void) | null = null
  onerror: (() => void) | null = null
  onmessageerror: (() => void) | null = null
  gone = false
  errands: string[] = []
  constructor() {
    HandWorker.all.push(this)
  }
  steps: Step[] = []
  postMessage(errand: Errand) {
    if (!('files' in errand)) return
    this.errands.push(errand.files[0]!.name)
    this.steps.push(...errand.steps)
  }
  terminate() {
    this.gone = true
  }
  tell(data: News) {
    this.onmessage?.({ data })
  }
  finish() {
    this.tell({ made: [new File([], `${this.errands.at(-1)} done`)] })
  }
}

// Whether a file is a drawing is another question, and takes a moment.
vi.mock('../codecs/svg.ts', () => ({ drawn: (files: unknown) => Promise.resolve(files) }))
const sent = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

let pool: typeof import('./runner.ts')
const started = () => HandWorker.all.flatMap(({ errands }) => errands)
const workerOf = (name: string) => HandWorker.all.find(({ errands }) => errands.at(-1) === name)!

/** Sends one errand for a file of this name; a caller that stops is one sender. */
function send(name: string, stop = new AbortController(), progress: (share: number) => void = () => {}) {
  const made = pool.runTools([], [new File([], name)], { signal: stop.signal, progress })
  return { stop, name: made.then(([file]) => file!.name) }
}

beforeEach(async () => {
  vi.useFakeTimers()
  vi.resetModules()
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 })
  vi.stubGlobal('Worker', HandWorker)
  HandWorker.all = []
  pool = await import('./runner.ts')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a worker for each core, and no more', async () => {
  const [first] = ['a', 'b', 'c'].map((name) => send(name))
  await sent()
  expect(pool.workersAtOnce).toBe(2)
  expect(started()).toEqual(['a', 'b'])
  workerOf('a').finish()
  expect(await first!.name).toBe('a done')
  expect(started().toSorted()).toEqual(['a', 'b', 'c'])
  expect(HandWorker.all).toHaveLength(2)
})

test('who sends one waits no longer because another sends many', async () => {
  const batch = new AbortController()
  for (const name of ['1', '2', '3', '4', '5']) void send(name, batch)
  await sent()
  void send('mine')
  await sent()
  workerOf('1').finish()
  workerOf('2').finish()
  expect(started().toSorted()).toEqual(['1', '2', '3', 'mine'])
})

test('aborting ends that errand alone; what waits goes on in a new worker', async () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => send(name))
  await sent()
  const worker = workerOf('a')
  a!.stop.abort()
  await expect(a!.name).rejects.toMatchObject({ name: 'AbortError' })
  expect(worker.gone).toBe(true)
  expect(workerOf('b').gone).toBe(false)
  workerOf('c').finish()
  workerOf('b').finish()
  expect(await Promise.all([b!.name, c!.name])).toEqual(['b done', 'c done'])
  // An end that comes too late touches nobody.
  b!.stop.abort()
  expect(HandWorker.alive).toHaveLength(2)
})

test('what is aborted while it waits never starts', async () => {
  const [a, , c] = ['a', 'b', 'c'].map((name) => send(name))
  await sent()
  c!.stop.abort()
  await expect(c!.name).rejects.toMatchObject({ name: 'AbortError' })
  workerOf('a').finish()
  await a!.name
  expect(started()).toEqual(['a', 'b'])
  const stopped = new AbortController()
  stopped.abort()
  await expect(send('d', stopped).name).rejects.toMatchObject({ name: 'AbortError' })
})

test('a worker that crashes is replaced, one that only fails is kept', async () => {
  const crashed = send('a')
  await sent()
  const crashing = workerOf('a')
  crashing.onerror!()
  await expect(crashed.name).rejects.toThrow('stopped unexpectedly')
  expect(crashing.gone).toBe(true)
  const failed = send('b')
  await sent()
  workerOf('b').tell({ failed: 'No picture.' })
  await expect(failed.name).rejects.toThrow('No picture.')
  void send('c')
  await sent()
  expect(workerOf('b') ?? workerOf('c')).toBe(HandWorker.alive[0])
  expect(HandWorker.alive).toHaveLength(1)
})

test('idle workers are freed after ten seconds, busy ones are not', async () => {
  void send('a')
  void send('b')
  await sent()
  workerOf('a').finish()
  vi.advanceTimersByTime(9_999)
  expect(HandWorker.alive).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(HandWorker.alive.map(({ errands }) => errands[0])).toEqual(['b'])
  void send('c')
  await sent()
  expect(HandWorker.all).toHaveLength(3)
})

test('each errand is told of its own progress', async () => {
  const shares: Record<string, number[]> = { a: [], b: [] }
  for (const name of ['a', 'b']) void send(name, undefined, (share) => shares[name]!.push(share))
  await sent()
  workerOf('b').tell({ share: 0.5 })
  workerOf('a').tell({ share: 0.1 })
  workerOf('b').tell({ share: 1 })
  expect(shares).toEqual({ a: [0.1], b: [0.5, 1] })
})

test('what is made each for itself is shared out, and comes back in its order', async () => {
  const shares: number[] = []
  const notes: string[] = []
  const placements = ['x-header', 'x-post-2x1', 'x-profile', 'web-og-image', 'youtube-channel-art']
  const made = pool.runTools([{ tool: 'social', values: { placements } }], [new File([], 'photo')], {
    signal: new AbortController().signal,
    progress: (share) => shares.push(share),
    note: (words) => notes.push(words),
  })
  await sent()
  const given = HandWorker.all.map(({ steps }) => steps.flatMap(({ values }) => values['placements']))
  expect(given).toEqual([placements.slice(0, 4), placements.slice(4)])
  const [first, second] = HandWorker.all
  for (const worker of [second!, first!]) {
    worker.tell({ note: 'Read small.' })
    worker.tell({ share: 1 })
    worker.tell({ made: [new File([], worker === first ? 'one' : 'two')] })
  }
  expect((await made).map(({ name }) => name)).toEqual(['one', 'two'])
  expect(shares).toEqual([0.5, 1])
  expect(notes).toEqual(['Read small.'])
})

test('where one part fails, the others are stopped', async () => {
  const placements = ['x-header', 'x-post-2x1', 'x-profile', 'web-og-image']
  const made = pool.runTools([{ tool: 'social', values: { placements } }], [new File([], 'photo')], {
    signal: new AbortController().signal,
  })
  await sent()
  HandWorker.all[0]!.tell({ failed: 'No picture.' })
  await expect(made).rejects.toThrow('No picture.')
  expect(HandWorker.all[1]!.gone).toBe(true)
})
