import type { Finds, Found } from './find.ts'
import { journal, type Batch, type Item } from './journal.ts'
import type { List, Row } from './list.ts'
import { isFull, lacksRoom, store, type Bytes } from './store.ts'

/** How files that are not on this machine come here: by asset and by address. Reject with the reason. */
export interface Fetchers {
  asset(id: string): Promise<File>
  address(address: string): Promise<File>
}

interface Watch {
  signal: AbortSignal
  /** So many of so many are here. */
  progress(done: number, all: number): void
  /** Written down: what came new, or has changed. */
  wrote(items: readonly Item[]): void
}

/** Nothing more can be taken; the message says why. */
export class NoRoom extends Error {}

/** Written down together: each writing waits for the disk. */
const atOnce = 8

const blank = (batch: Batch, n: number): Item => ({
  batch: batch.id,
  n,
  name: '',
  folder: '',
  bytes: 0,
  modified: 0,
  input: n,
  as: null,
  tools: null,
  own: {},
  line: null,
  state: 'waiting',
  reason: null,
  notes: [],
  made: [],
  ms: null,
})

const keyOf = ({ name, folder }: Pick<Item, 'name' | 'folder'>) =>
  (folder ? `${folder}/${name}` : name).toLowerCase()
const isSame = (item: Item, found: Found) =>
  item.state !== 'missing' &&
  item.state !== 'refused' &&
  item.bytes === found.bytes &&
  item.modified === found.modified &&
  keyOf(item) === keyOf(found)

/** Writes rows down in small groups, and tells whoever shows them. */
class Group {
  readonly #watch: Watch
  #rows: Item[] = []

  constructor(watch: Watch) {
    this.#watch = watch
  }

  async add(item: Item): Promise<void> {
    this.#rows.push(item)
    if (this.#rows.length >= atOnce) await this.write()
  }

  async write(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    if (rows.length === 0) return
    await journal.writeItems(rows)
    this.#watch.wrote(rows)
  }
}

/**
 * Copies pictures to the disk of this browser and writes each down when all of it is there: from then on it outlives
 * the window. The same file is not taken twice. Throws NoRoom, or the reason of the signal; what is taken stays.
 */
export async function takeFinds(
  batch: Batch,
  before: readonly Item[],
  { pictures, refused }: Pick<Finds, 'pictures' | 'refused'>,
  watch: Watch,
): Promise<void> {
  const items = [...before]
  const fresh = pictures.filter((found) => !items.some((item) => isSame(item, found)))
  const lack = await lacksRoom(fresh.reduce((sum, { bytes }) => sum + bytes, 0))
  if (lack) throw new NoRoom(lack)
  await journal.writeBatch({ ...batch, expected: items.length + fresh.length + refused.length })
  const group = new Group(watch)
  let n = nextOf(items)
  for (const { name, folder, reason } of refused)
    await group.add({ ...blank(batch, n++), name, folder, state: 'refused', reason })
  try {
    for (const [at, found] of fresh.entries()) {
      watch.signal.throwIfAborted()
      watch.progress(at, fresh.length)
      const { name, folder, bytes, modified } = found
      // A list has asked for it before it was here; several rows may.
      const waiting = items.filter((item) => item.state === 'missing' && isMeant(item.name, found))
      const input = waiting[0]?.n ?? n++
      const here = await put(batch, input, found.open)
      const facts = { name, folder, bytes, modified, input }
      if (typeof here === 'string')
        await group.add({ ...blank(batch, input), ...waiting[0], ...facts, state: 'refused', reason: here })
      else if (waiting.length === 0) await group.add({ ...blank(batch, input), ...facts })
      else for (const row of waiting) await group.add({ ...row, ...facts, state: 'waiting', reason: null })
      for (const row of waiting) items.splice(items.indexOf(row), 1)
    }
  } finally {
    await group.write()
  }
  watch.progress(fresh.length, fresh.length)
}

/** Null where it is here; the reason where it cannot be unpacked. Throws NoRoom. */
async function put(batch: Batch, n: number, bytes: Bytes): Promise<string | null> {
  try {
    await store.putInput(batch.id, n, bytes)
    return null
  } catch (cause) {
    if (isFull(cause)) throw new NoRoom('This browser has no room left on the disk. What was taken is kept.')
    return cause instanceof DOMException
      ? 'It cannot be read: it was moved, renamed or changed meanwhile. Add it again.'
      : cause instanceof Error
        ? cause.message
        : String(cause)
  }
}

/** Whether the words of a list mean this file: its name alone, or with its folders. */
const isMeant = (words: string, file: Pick<Item, 'name' | 'folder'>): boolean => {
  const wanted = words.replaceAll('\\', '/').toLowerCase()
  return wanted === keyOf(file) || wanted === file.name.toLowerCase()
}

const nextOf = (items: readonly Item[]) => items.reduce((most, { n }) => Math.max(most, n), 0) + 1

/**
 * Follows a list: a row finds its file among those that are here, has it fetched, or waits until it is added. A bad
 * row is named with its line and set aside. Throws NoRoom, or the reason of the signal.
 */
export async function takeList(
  batch: Batch,
  before: readonly Item[],
  { rows, bad }: List,
  fetchers: Fetchers,
  watch: Watch,
): Promise<void> {
  const items = new Map(before.map((item) => [item.n, item]))
  const group = new Group(watch)
  const write = async (item: Item) => {
    items.set(item.n, item)
    await group.add(item)
  }
  let n = nextOf(before)
  for (const { line, name, reason } of bad)
    await write({ ...blank(batch, n++), name, line, state: 'refused', reason: `Line ${line}: ${reason}` })
  try {
    for (const [at, row] of rows.entries()) {
      watch.signal.throwIfAborted()
      watch.progress(at, rows.length)
      const asked = { as: row.as, tools: row.tools, own: row.own, line: row.line }
      if (row.source.kind !== 'file') {
        await write(await fetched(batch, { ...blank(batch, n++), ...asked }, row, fetchers))
        continue
      }
      const { name } = row.source
      const meant = [...items.values()].filter(
        (item) => item.state !== 'refused' && item.state !== 'missing' && isMeant(name, item),
      )
      const places = new Set(meant.map(({ input }) => input))
      const free = meant.find(({ line, state }) => line === null && state === 'waiting')
      if (places.size > 1)
        await write({
          ...blank(batch, n++),
          ...asked,
          name,
          state: 'refused',
          reason: `Line ${row.line}: ${places.size} files are called so. Write the folder before the name.`,
        })
      else if (free) await write({ ...free, ...asked })
      else if (meant[0]) {
        const { name, folder, bytes, modified, input } = meant[0]
        await write({ ...blank(batch, n++), ...asked, name, folder, bytes, modified, input })
      } else
        await write({
          ...blank(batch, n++),
          ...asked,
          name,
          state: 'missing',
          reason: `Line ${row.line} asks for it: add this file.`,
        })
    }
  } finally {
    await group.write()
  }
  watch.progress(rows.length, rows.length)
}

async function fetched(batch: Batch, item: Item, { source, line }: Row, fetchers: Fetchers): Promise<Item> {
  const words = source.kind === 'asset' ? source.id : source.kind === 'address' ? source.address : source.name
  try {
    const file =
      source.kind === 'asset'
        ? await fetchers.asset(source.id)
        : await fetchers.address(source.kind === 'address' ? source.address : '')
    const refusal = await put(batch, item.n, file)
    if (refusal) throw new Error(refusal)
    return { ...item, name: file.name, bytes: file.size, modified: file.lastModified }
  } catch (cause) {
    if (cause instanceof NoRoom) throw cause
    const why = cause instanceof Error ? cause.message : String(cause)
    return { ...item, name: words, state: 'refused', reason: `Line ${line}: ${why}` }
  }
}
