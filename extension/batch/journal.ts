import type { ToolId } from '../tools/tool.ts'
import type { Chain } from './chain.ts'
import type { Own } from './list.ts'

// What is done and what is not, in IndexedDB: it outlives a closed window, a crash and a restart. The bytes lie
// beside it, in store.ts.

/** A batch from its first picture until it is cleared away. */
export interface Batch {
  id: string
  title: string
  createdAt: number
  chain: Chain
  /** Pattern of the names of what is made. */
  pattern: string
  /**
   * `open`: being put together. `running`: to go on until all is through; where nobody works on it, it was
   * interrupted. `paused` by the person. `done`: nothing waits.
   */
  state: 'open' | 'running' | 'paused' | 'done'
  /** Why it stopped by itself, in a sentence; null where it did not. */
  stopped: string | null
  /** Files that were being taken when the last one was written down: more than there are, where that was cut short. */
  expected: number
  /** When it was handed over for the last time; null where nobody has it yet. */
  savedAt: number | null
}

/** One made file, as it lies in the store. */
export interface MadeFile {
  /** As the tool called it. */
  name: string
  ending: string
  type: string
  bytes: number
}

/**
 * One file of a batch.
 * `missing`: a list names it, and it is not here yet. `refused`: it is no picture that can be taken, ever.
 */
export interface Item {
  batch: string
  /** Position, from 1. */
  n: number
  name: string
  /** Folder it came in, with "/"; '' for none. */
  folder: string
  /** Of the file that came. */
  bytes: number
  /** Tells one file from another of the same name. */
  modified: number
  /** Whose bytes it works on: several rows of a list may be about one file. */
  input: number
  /** A name asked for in a list. */
  as: string | null
  tools: readonly ToolId[] | null
  own: Own
  /** Line of the list that asks for it. */
  line: number | null
  state: 'waiting' | 'done' | 'failed' | 'refused' | 'missing'
  /** Why it failed or was refused. */
  reason: string | null
  notes: readonly string[]
  made: readonly MadeFile[]
  /** How long it took, in milliseconds. */
  ms: number | null
}

/** A chain kept under its name, to be used again. */
export interface KeptChain extends Chain {
  id: string
}

const rows = { batches: 'id', items: ['batch', 'n'], chains: 'id' } as const
type Table = keyof typeof rows

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('batches', 1)
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(rows))
        asked.result.createObjectStore(name, { keyPath: keyPath as string | string[] })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('The browser keeps no journal here.'))
  })
  return opened
}

/** One transaction: all of it, or none. `strict`: it survives a power cut too. */
async function change(table: Table, work: (store: IDBObjectStore) => void): Promise<void> {
  const database = await open()
  const transaction = database.transaction(table, 'readwrite', { durability: 'strict' })
  work(transaction.objectStore(table))
  transaction.commit()
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('The journal could not be written.'))
  })
}

async function read<T>(table: Table, range: IDBKeyRange | null = null): Promise<T[]> {
  const asked = (await open()).transaction(table).objectStore(table).getAll(range)
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result as T[])
    asked.onerror = () => reject(asked.error ?? new Error('The journal could not be read.'))
  })
}

const itemsOf = (batch: string) => IDBKeyRange.bound([batch], [batch, []])

/** Everything that is written down, and the only writer of it. */
export const journal = {
  batches: () => read<Batch>('batches'),
  writeBatch: (batch: Batch) => change('batches', (store) => store.put(batch)),
  items: (batch: string) => read<Item>('items', itemsOf(batch)),
  writeItems: (items: readonly Item[]) =>
    change('items', (store) => items.forEach((item) => store.put(item))),
  forgetItems: (items: readonly Item[]) =>
    change('items', (store) => items.forEach(({ batch, n }) => store.delete([batch, n]))),
  async forget(batch: string): Promise<void> {
    await change('items', (store) => store.delete(itemsOf(batch)))
    await change('batches', (store) => store.delete(batch))
  },
  chains: () => read<KeptChain>('chains'),
  writeChain: (chain: KeptChain) => change('chains', (store) => store.put(chain)),
  forgetChain: (id: string) => change('chains', (store) => store.delete(id)),
}
