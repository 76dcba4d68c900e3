import { join } from 'node:path'
import sharp from 'sharp'
import { openBrowser, type Browser } from '../browser.ts'
import { temporaryFolder } from '../children.ts'
import { buildExtension } from '../extension.ts'
import { shareOf } from '../memory.ts'
import {
  buildChain,
  downloadZip,
  entriesOf,
  giveFiles,
  openBatch,
  through,
  untilThrough,
} from '../batch/person.ts'
import { fileName, makePictures, markShare, numberOf } from '../batch/pictures.ts'

export const title =
  '500 pictures of 24 megapixels resized, compressed and marked within 1.5 GB, killed and resumed in the middle'

const megabyte = 1_000_000
const most = 1500 * megabyte
const asked = { width: 1080, height: 1080, kilobytes: 200, words: 'ATELIER' }
/** Fewer for a first look: ATELIER_BATCH=40 npm run prove batch. */
const count = Number(process.env['ATELIER_BATCH'] ?? 500)
const minutes = (ms: number) => `${(ms / 60_000).toFixed(1)} min`

export async function prove(): Promise<string[]> {
  const folder = temporaryFolder('batch')
  const extension = await buildExtension()
  const began = performance.now()
  const paths = await makePictures({
    folder: join(folder, 'in'),
    count,
    sizes: [
      { width: 6000, height: 4000 },
      { width: 4000, height: 6000 },
    ],
  })
  const made = performance.now()
  const profile = temporaryFolder('profile')
  const memory: Memory = { highest: 0, samples: 0, at: '' }
  const lines = [`${count} pictures of 24 megapixels drawn in ${minutes(made - began)}`]

  const first = await open(extension, profile)
  const stopFirst = sample(first, 'taking and running', memory)
  await giveFiles(first.page, paths)
  await first.page.getByRole('heading', { name: `${count} pictures` }).waitFor({ timeout: 1_200_000 })
  const taken = performance.now()
  lines.push(`taken in within ${minutes(taken - made)}`)
  await buildChain(first.page, asked)
  await first.page.getByRole('button', { name: /^Start/ }).click()
  await untilThrough(first.page, Math.floor(count / 2), 7200)
  const before = await through(first.page)
  stopFirst()
  await first.browser.kill()
  const killed = performance.now()
  lines.push(`killed at ${before} of ${count}, ${minutes(killed - taken)} after the start`)

  const second = await open(extension, profile)
  const stopSecond = sample(second, 'after the kill', memory)
  await second.page.getByText(/It stopped at/).waitFor({ timeout: 60_000 })
  const kept = Number(/\d+/.exec((await second.page.getByText(/It stopped at/).textContent()) ?? '')?.[0])
  if (kept < before - 8) throw new Error(`${before} were through, ${kept} are left after the kill`)
  await second.page.getByRole('button', { name: /^Go on where it stopped/ }).click()
  await second.page.getByRole('button', { name: 'Download ZIP' }).waitFor({ timeout: 7_200_000 })
  const done = performance.now()
  lines.push(`${kept} were kept; the rest went through in ${minutes(done - killed)}`)
  const zip = await downloadZip(second.page)
  stopSecond()
  lines.push(
    `memory of all the browser's processes: at most ${Math.round(memory.highest / megabyte)} MB (${memory.at}; ${memory.samples} samples, PSS)`,
  )

  const found = await readBack(zip)
  await second.browser.close()
  lines.push(
    `ZIP: ${found.count} pictures, each ${asked.width} x ${asked.height}, JPEG, marked, and the one its name says`,
    `bytes: ${Math.round(found.smallest / 1000)} to ${Math.round(found.largest / 1000)} KB, limit ${asked.kilobytes} KB`,
  )
  if (memory.samples === 0) throw new Error('memory could not be measured here')
  if (memory.highest > most)
    throw new Error(`memory rose to ${Math.round(memory.highest / megabyte)} MB\n  ${lines.join('\n  ')}`)
  return lines
}

async function open(extension: string, profile: string) {
  const browser = await openBrowser({ extension, profile })
  return { browser, page: await openBatch(browser) }
}

interface Memory {
  highest: number
  samples: number
  /** What was done when it was highest. */
  at: string
}

/** Looks at the memory twice a second until it is told to stop. */
function sample({ browser }: { browser: Browser }, what: string, memory: Memory): () => void {
  const looking = setInterval(() => {
    const bytes = shareOf(browser.pid ?? 0)
    if (bytes > 0) memory.samples += 1
    if (bytes > memory.highest) Object.assign(memory, { highest: bytes, at: what })
  }, 500)
  return () => clearInterval(looking)
}

/** Every file against every setting. Throws at the first that is wrong, by its name. */
async function readBack(zip: string): Promise<{ count: number; smallest: number; largest: number }> {
  const names = new Set<string>()
  let [smallest, largest] = [Number.POSITIVE_INFINITY, 0]
  for await (const { name, bytes } of entriesOf(zip)) {
    if (name === 'report.csv') continue
    names.add(name)
    const { width, height, format } = await sharp(bytes).metadata()
    const size = bytes.length
    if (width !== asked.width || height !== asked.height || format !== 'jpeg')
      throw new Error(`${name} is a ${format} of ${width} x ${height}`)
    if (size > asked.kilobytes * 1000) throw new Error(`${name} has ${size} bytes`)
    const number = await numberOf(bytes)
    if (number === null || fileName(number) !== name) throw new Error(`${name} shows ${number}`)
    const share = await markShare(bytes)
    if (share < 0.01) throw new Error(`${name} has no mark: ${share}`)
    ;[smallest, largest] = [Math.min(smallest, size), Math.max(largest, size)]
  }
  if (names.size !== count) throw new Error(`the ZIP holds ${names.size} of ${count}`)
  return { count: names.size, smallest, largest }
}
