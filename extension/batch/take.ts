import type { Finds } from './find.ts'
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

/** Written down together, since each writing waits for the disk: files, and rows of a list that bring none. */
const filesAtOnce = 8
const rowsAtOnce = 500

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

/** The words of a list, as they are compared. */
const wordsOf = (words: string) => words.replaceAll('\\', '/').toLowerCase()

const sameKey = (file: Pick<Item, 'name' | 'folder' | 'bytes' | 'modified'>) =>
  `${file.bytes} ${file.modified} ${keyOf(file)}`

const isHere = ({ state }: Item) => state !== 'missing' && state !== 'refused'

/** Things by words, for lists of thousands. */
class Shelf<T> {
  readonly #all = new Map<string, Set<T>>()

  add(words: string, thing: T): void {
    const known = this.#all.get(words)
    if (known) known.add(thing)
    else this.#all.set(words, new Set([thing]))
  }

  at = (words: string): readonly T[] => [...(this.#all.get(words) ?? [])]

  clear = (words: string) => this.#all.delete(words)
}

/** Writes rows down in small groups, and tells whoever shows them. */
class Group {
  readonly #watch: Watch
  readonly #most: number
  #rows: Item[] = []

  constructor(watch: Watch, most: number) {
    this.#watch = watch
    this.#most = most
  }

  async add(item: Item): Promise<void> {
    this.#rows.push(item)
    if (this.#rows.length >= this.#most) await this.write()
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
  const known = new Set(before.filter(isHere).map(sameKey))
  const fresh = pictures.filter((found) => !known.has(sameKey(found)))
  // A list has asked for them before they were here; several rows may ask for one.
  const asked = new Shelf<Item>()
  for (const item of before) if (item.state === 'missing') asked.add(wordsOf(item.name), item)
  const lack = await lacksRoom(fresh.reduce((sum, { bytes }) => sum + bytes, 0))
  if (lack) throw new NoRoom(lack)
  await journal.writeBatch({ ...batch, expected: before.length + fresh.length + refused.length })
  const group = new Group(watch, filesAtOnce)
  let n = nextOf(before)
  for (const { name, folder, reason } of refused)
    await group.add({ ...blank(batch, n++), name, folder, state: 'refused', reason })
  try {
    for (const [at, found] of fresh.entries()) {
      watch.signal.throwIfAborted()
      watch.progress(at, fresh.length)
      const { name, folder, bytes, modified } = found
      const waiting = [...new Set([...asked.at(keyOf(found)), ...asked.at(name.toLowerCase())])]
      const input = waiting[0]?.n ?? n++
      const here = await put(batch, input, found.open)
      const facts = { name, folder, bytes, modified, input }
      if (typeof here === 'string')
        await group.add({ ...blank(batch, input), ...waiting[0], ...facts, state: 'refused', reason: here })
      else if (waiting.length === 0) await group.add({ ...blank(batch, input), ...facts })
      else for (const row of waiting) await group.add({ ...row, ...facts, state: 'waiting', reason: null })
      for (const row of waiting) asked.clear(wordsOf(row.name))
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
  const known = new Shelf<Item>()
  const learn = (item: Item) => {
    known.add(keyOf(item), item)
    known.add(item.name.toLowerCase(), item)
  }
  before.filter(isHere).forEach(learn)
  /** Files that a row has asked for: a further row about one is a further item. */
  const asked = new Set<number>()
  const group = new Group(watch, rowsAtOnce)
  const write = (item: Item) => group.add(item)
  let n = nextOf(before)
  for (const { line, name, reason } of bad)
    await write({ ...blank(batch, n++), name, line, state: 'refused', reason: `Line ${line}: ${reason}` })
  try {
    for (const [at, row] of rows.entries()) {
      watch.signal.throwIfAborted()
      watch.progress(at, rows.length)
      const wish = { as: row.as, tools: row.tools, own: row.own, line: row.line }
      if (row.source.kind !== 'file') {
        await write(await fetched(batch, { ...blank(batch, n++), ...wish }, row, fetchers))
        continue
      }
      const { name } = row.source
      const meant = known.at(wordsOf(name))
      const places = new Set(meant.map(({ input }) => input))
      const free = meant.find(({ n, line, state }) => line === null && state === 'waiting' && !asked.has(n))
      if (places.size > 1)
        await write({
          ...blank(batch, n++),
          ...wish,
          name,
          state: 'refused',
          reason: `Line ${row.line}: ${places.size} files are called so. Write the folder before the name.`,
        })
      else if (free) {
        asked.add(free.n)
        await write({ ...free, ...wish })
      } else if (meant[0]) {
        const { name, folder, bytes, modified, input } = meant[0]
        await write({ ...blank(batch, n++), ...wish, name, folder, bytes, modified, input })
      } else
        await write({
          ...blank(batch, n++),
          ...wish,
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
