// D1 and R2 without the way there: the same SQLite engine in the same isolate, and a bucket in memory. What takes
// milliseconds through the local simulators takes microseconds here, so that thousands of schedules can be run.

type Value = ArrayBuffer | string | number | null

const valueOf = (value: unknown): Value => (typeof value === 'boolean' ? Number(value) : (value as Value))

/** D1's binding over the storage of a durable object: a batch is one transaction, a refusal names its constraint. */
export function nearDatabase(storage: DurableObjectStorage): D1Database {
  const inWords = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw new Error(`D1_ERROR: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  }
  const prepare = (text: string, values: Value[] = []) => {
    const exec = () => storage.sql.exec(text, ...values)
    const result = () => {
      const cursor = exec()
      const results = cursor.toArray()
      const meta = { rows_read: cursor.rowsRead, rows_written: cursor.rowsWritten }
      return { results, success: true, meta }
    }
    return {
      result,
      bind: (...given: unknown[]) => prepare(text, given.map(valueOf)),
      all: async () => inWords(result),
      run: async () => inWords(result),
      raw: async () => inWords(() => [...exec().raw()]),
      first: async () => inWords(() => exec().toArray()[0] ?? null),
    }
  }
  const batch = async (statements: ReturnType<typeof prepare>[]) =>
    inWords(() => storage.transactionSync(() => statements.map(({ result }) => result())))
  return { prepare, batch } as unknown as D1Database
}

/** As much of R2 as the library uses for small files. */
export function nearBucket(): R2Bucket {
  const objects = new Map<string, Uint8Array<ArrayBuffer>>()
  const read = (key: string, range?: { offset: number; length: number }) => {
    const bytes = objects.get(key)
    if (!bytes) return null
    const part = range ? bytes.slice(range.offset, range.offset + range.length) : bytes
    return { body: new Blob([part]).stream(), size: bytes.byteLength, arrayBuffer: async () => part.buffer }
  }
  return {
    put: async (key: string, bytes: Uint8Array<ArrayBuffer>) => void objects.set(key, bytes.slice()),
    get: async (key: string, options?: { range?: { offset: number; length: number } }) =>
      read(key, options?.range),
    head: async (key: string) => read(key),
    delete: async (keys: string | string[]) => [keys].flat().forEach((key) => void objects.delete(key)),
    // Everything is long ago: whatever may be thrown away for its age, may be.
    list: async ({ prefix = '' }: R2ListOptions) => ({
      objects: [...objects.keys()]
        .filter((key) => key.startsWith(prefix))
        .map((key) => ({ key, uploaded: new Date(0) })),
    }),
  } as unknown as R2Bucket
}

/** A database that is told something else than was meant: for planted bugs. */
export function rewritten(db: D1Database, sql: (text: string) => string): D1Database {
  return {
    prepare: (text: string) => db.prepare(sql(text)),
    batch: (statements: D1PreparedStatement[]) => db.batch(statements),
  } as unknown as D1Database
}
