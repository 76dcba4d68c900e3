import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp, { type Sharp } from 'sharp'
import { openBrowser, type Browser } from '../browser.ts'
import { root, temporaryFolder } from '../children.ts'
import { draw } from '../drawn.ts'
import { buildExtension } from '../extension.ts'

export const title = 'pictures made on this machine'
export const baseline = 'sharp, a native library, doing the same'

const runs = 5
const cores = availableParallelism()
const sizes = { 6: [3000, 2000], 12: [4000, 3000], 24: [6000, 4000] } as const
type Megapixels = keyof typeof sizes

/** What comes of each picture: by our fields, and by sharp's. */
const shape = { width: 1080, height: 1350 }
const types = {
  WebP: {
    values: { to: 'webp', quality: 80, effort: 4 },
    native: (picture: Sharp) => picture.webp({ quality: 80, effort: 4 }),
  },
  mozjpeg: {
    values: { to: 'jpg', quality: 80, progressive: true },
    native: (picture: Sharp) => picture.jpeg({ quality: 80, mozjpeg: true }),
  },
  AVIF: {
    // Both are libaom's speed 5, with the same samples of colour and the same measure: files of the same bytes.
    values: { to: 'avif', quality: 50, effort: 5 },
    native: (picture: Sharp) =>
      picture.avif({ quality: 50, effort: 4, chromaSubsampling: '4:2:0', tune: 'ssim' }),
  },
} as const
type Type = keyof typeof types

const stepsFor = (type: Type) => [
  { tool: 'resize', values: { how: 'fill', focus: 'center', ...shape } },
  { tool: 'convert', values: { ...types[type].values, metadata: 'strip' } },
]

export async function bench(say: (line: string) => void) {
  sharp.cache(false)
  say('draws its pictures')
  const pictures = { 6: await photo(6), 12: await photo(12), 24: await photo(24) }
  const browser = await openBrowser({ extension: await buildExtension() })
  try {
    return [
      ...(await onePicture(browser, pictures, say)),
      ...(await allCores(browser, pictures[12], say)),
      await allPlacements(browser, pictures[12], say),
      await coldStart(browser, pictures[12], say),
    ]
  } finally {
    await browser.close()
  }
}

/** A drawn photograph with the grain of a camera, as JPEG. */
async function photo(megapixels: Megapixels): Promise<Buffer> {
  const [width, height] = sizes[megapixels]
  const scene = await (
    await draw('scenery', 1500, Math.round((1500 * height) / width), megapixels)
  )
    .png()
    .toBuffer()
  const noise = { type: 'gaussian', mean: 128, sigma: 10 } as const
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer()
  return sharp(scene)
    .resize(width, height, { kernel: 'lanczos3' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .removeAlpha()
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** An empty page of the extension with so many of the tools' workers in it, and files that are sent to them. */
async function openWorkers(browser: Browser, count: number, files: Record<string, Buffer>): Promise<Page> {
  const page = await browser.context.newPage()
  await page.goto(browser.address('studio.html'))
  await page.evaluate(
    async ({ count, files }) => {
      const opened = files.map(async ({ name, base64 }) => {
        const read = await fetch(`data:application/octet-stream;base64,${base64}`)
        return [name, new File([await read.arrayBuffer()], `${name}.jpg`)] as const
      })
      const workers = Array.from({ length: count }, () => new Worker('/tool-worker.js', { type: 'module' }))
      const run = (worker: Worker, steps: unknown, file: string) =>
        new Promise<File[]>((resolve, reject) => {
          worker.onmessage = ({ data }) => {
            if ('made' in data) resolve(data.made)
            else if ('failed' in data) reject(new Error(data.failed))
          }
          worker.postMessage({ steps, files: [bench.files[file]] })
        })
      const bench = { files: Object.fromEntries(await Promise.all(opened)), workers, run }
      Object.assign(globalThis, { bench })
    },
    {
      count,
      files: Object.entries(files).map(([name, bytes]) => ({ name, base64: bytes.toString('base64') })),
    },
  )
  return page
}

interface InPage {
  bench: {
    workers: Worker[]
    run(worker: Worker, steps: unknown, file: string): Promise<File[]>
  }
}

/** Milliseconds that one worker takes for one picture. */
const here = (page: Page, steps: unknown, file: string) =>
  page.evaluate(
    async ({ steps, file }) => {
      const { bench } = globalThis as unknown as InPage
      const start = performance.now()
      await bench.run(bench.workers[0]!, steps, file)
      return performance.now() - start
    },
    { steps, file },
  )

async function native(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const cropped = (bytes: Buffer) => sharp(bytes).resize({ ...shape, fit: 'cover' })

/** The middle of several runs, ours and theirs in turn; the first of each warms up. */
async function compared(ours: () => Promise<number>, theirs: () => Promise<number>, times = runs) {
  const [value, baseline]: [number[], number[]] = [[], []]
  for (let run = 0; run <= times; run++) {
    const pair = [await ours(), await theirs()] as const
    if (run === 0) continue
    value.push(pair[0])
    baseline.push(pair[1])
  }
  const middle = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!
  return { value: middle(value), unit: 'ms', baseline: middle(baseline) }
}

async function onePicture(
  browser: Browser,
  pictures: Record<Megapixels, Buffer>,
  say: (line: string) => void,
) {
  const files = Object.fromEntries(Object.entries(pictures).map(([name, bytes]) => [name, bytes]))
  const page = await openWorkers(browser, 1, files)
  sharp.concurrency(1)
  const rows = []
  for (const type of Object.keys(types) as Type[])
    for (const megapixels of [6, 12, 24] as const) {
      const name = `${megapixels} MP JPEG to ${shape.width} x ${shape.height} ${type}, one thread`
      say(name)
      const times = await compared(
        () => here(page, stepsFor(type), String(megapixels)),
        () => native(() => types[type].native(cropped(pictures[megapixels])).toBuffer()),
        type === 'AVIF' ? 3 : runs,
      )
      rows.push({ name, ...times })
    }
  await page.close()
  return rows
}

/** Many pictures at once, and what the page itself could not do meanwhile. */
async function allCores(browser: Browser, picture: Buffer, say: (line: string) => void) {
  const count = 24
  const name = `${count} pictures of 12 MP to WebP, all cores`
  say(name)
  const page = await openWorkers(browser, cores, { picture })
  sharp.concurrency(cores)
  let longest = 0
  const ours = async () => {
    const { took, block } = await page.evaluate(
      async ({ steps, count }) => {
        const { bench } = globalThis as unknown as InPage
        let block = 0
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) block = Math.max(block, duration)
        })
        observer.observe({ entryTypes: ['longtask'] })
        const start = performance.now()
        let left = count
        const one = async (worker: Worker) => {
          while (left-- > 0) await bench.run(worker, steps, 'picture')
        }
        await Promise.all(bench.workers.map(one))
        const took = performance.now() - start
        await new Promise((resolve) => setTimeout(resolve, 100))
        observer.disconnect()
        return { took, block }
      },
      { steps: stepsFor('WebP'), count },
    )
    longest = Math.max(longest, block)
    return took
  }
  const theirs = () =>
    native(() =>
      Promise.all(Array.from({ length: count }, () => types.WebP.native(cropped(picture)).toBuffer())),
    )
  const times = await compared(ours, theirs, 3)
  await page.close()
  return [
    { name, ...times },
    // The browser speaks of blocks from 50 ms on: 0 says that there was none.
    {
      name: 'longest block of the main thread meanwhile, beside the goal',
      value: longest,
      unit: 'ms',
      baseline: 50,
    },
  ]
}

/**
 * Where a list is cut in two for two workers, three for three: so that the one with the most pixels has as few as can
 * be, as the screens do it. What is of one size is made once.
 */
function shared(list: readonly string[], pixels: ReadonlyMap<string, number>, count: number): string[][] {
  const weigh = (ids: readonly string[]) =>
    [...new Set(ids.map((id) => pixels.get(id) ?? 0))].reduce((a, b) => a + b, 0)
  const within = (limit: number) => {
    const runs: string[][] = [[]]
    for (const id of list)
      if (weigh([...runs.at(-1)!, id]) <= limit) runs.at(-1)!.push(id)
      else runs.push([id])
    return runs
  }
  let limit = Math.max(...pixels.values())
  while (within(limit).length > count) limit *= 1.01
  return within(limit)
}

/** One picture to every place it can be posted; sharp makes the same sizes and types, at the same quality. */
async function allPlacements(browser: Browser, picture: Buffer, say: (line: string) => void) {
  const page = await openWorkers(browser, cores, { picture })
  const asked = await page.evaluate(async () => {
    const { bench } = globalThis as unknown as InPage
    const worker = bench.workers[0]!
    const faces = await new Promise<Record<string, { fields: Record<string, { options: string[] }> }>>(
      (resolve) => {
        worker.onmessage = ({ data }) => resolve(data.faces)
        worker.postMessage({ faces: true })
      },
    )
    return faces['social']!.fields['placements']!.options
  })
  const name = `all ${asked.length} placements from one 12 MP picture, all cores`
  say(name)
  const made: { width: number; height: number; type: string }[] = []
  // The first run warms up, and tells how large they are.
  const pixels = new Map(asked.map((id, at) => [id, at]))
  const ours = async () => {
    const answer = await page.evaluate(
      async (runs) => {
        const { bench } = globalThis as unknown as InPage
        const start = performance.now()
        const parts = await Promise.all(
          runs.map((placements, at) =>
            bench.run(
              bench.workers[at]!,
              [{ tool: 'social', values: { placements, focus: 'center' } }],
              'picture',
            ),
          ),
        )
        const took = performance.now() - start
        const files = parts.flat().map(async (file) => {
          const { width, height } = await createImageBitmap(file)
          return { width, height, type: file.type }
        })
        return { took, files: await Promise.all(files) }
      },
      shared(asked, pixels, cores),
    )
    if (made.length === 0) made.push(...answer.files)
    for (const [at, { width, height }] of made.entries()) pixels.set(asked[at]!, width * height)
    return answer.took
  }
  const theirs = () =>
    native(() =>
      Promise.all(
        made.map(({ width, height, type }) => {
          const fitted = sharp(picture).resize(width, height, { fit: 'cover' })
          if (type === 'image/png') return fitted.png().toBuffer()
          return type === 'image/webp'
            ? fitted.webp({ quality: 86, effort: 4 }).toBuffer()
            : fitted.jpeg({ quality: 86, mozjpeg: true }).toBuffer()
        }),
      ),
    )
  const times = await compared(ours, theirs, 3)
  await page.close()
  return { name, ...times }
}

/** The first picture of a page that has just been opened, beside the first of a Node that has just been started. */
async function coldStart(browser: Browser, picture: Buffer, say: (line: string) => void) {
  const name = 'first result after a cold start, 12 MP to WebP'
  say(name)
  const folder = temporaryFolder('bench-media')
  writeFileSync(join(folder, 'picture.jpg'), picture)
  const script = `import sharp from 'sharp'
    await sharp(${JSON.stringify(join(folder, 'picture.jpg'))}).resize({ width: ${shape.width}, height: ${shape.height}, fit: 'cover' }).webp({ quality: 80 }).toBuffer()`
  const ours = async () => {
    const page = await openWorkers(browser, 0, { picture })
    const took = await page.evaluate(
      async ({ steps }) => {
        const { bench } = globalThis as unknown as InPage
        const start = performance.now()
        await bench.run(new Worker('/tool-worker.js', { type: 'module' }), steps, 'picture')
        return performance.now() - start
      },
      { steps: stepsFor('WebP') },
    )
    await page.close()
    return took
  }
  const theirs = () =>
    native(async () => {
      const { status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root })
      if (status !== 0) throw new Error('sharp did not start')
    })
  return { name, ...(await compared(ours, theirs, 3)) }
}
