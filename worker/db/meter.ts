import { AsyncLocalStorage } from 'node:async_hooks'

/** What D1 says a piece of work has cost: rows it read and rows it wrote. */
export interface Rows {
  read: number
  written: number
}

const counting = new AsyncLocalStorage<Rows>()

/** Does a piece of work and counts the rows of everything asked within it, sign-in's own queries among them. */
export function countingRows<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
  const rows: Rows = { read: 0, written: 0 }
  return counting.run(rows, () => work(rows))
}

function count<Result extends { meta: D1Meta }>(result: Result): Result {
  const rows = counting.getStore()
  if (rows) {
    rows.read += result.meta.rows_read
    rows.written += result.meta.rows_written
  }
  return result
}

/**
 * The same database, counting for `countingRows`. D1 tells the rows of `all`, `run` and `batch`, but not of `raw`, which drizzle reads
 * with: so `raw` becomes `all` here. Columns of one name would fall together in its objects; a select is therefore
 * read through another select, in which SQLite gives them names of their own.
 */
export function metered(d1: D1Database): D1Database {
  const inner = new WeakMap<D1PreparedStatement, D1PreparedStatement>()

  function wrap(statement: D1PreparedStatement, distinct: D1PreparedStatement): D1PreparedStatement {
    async function raw<T>(options?: { columnNames?: boolean }): Promise<T[] & [string[], ...T[]]> {
      const { results } = count(await distinct.all<Record<string, unknown>>())
      const values = results.map((row) => Object.values(row))
      const names = Object.keys(results[0] ?? {})
      return (options?.columnNames ? [names, ...values] : values) as T[] & [string[], ...T[]]
    }
    async function first<T>(column?: string): Promise<T | null> {
      const [row] = count(await statement.all<Record<string, unknown>>()).results
      return ((column === undefined ? row : row?.[column]) ?? null) as T | null
    }
    const outer: D1PreparedStatement = {
      bind: (...values) => wrap(statement.bind(...values), distinct.bind(...values)),
      all: async <T>() => count(await statement.all<T>()),
      run: async <T>() => count(await statement.run<T>()),
      raw,
      first,
    }
    inner.set(outer, statement)
    return outer
  }

  const prepare = (sql: string) =>
    wrap(d1.prepare(sql), d1.prepare(/^\s*select\b/i.test(sql) ? `select * from (${sql})` : sql))

  return {
    prepare,
    batch: async <T>(statements: D1PreparedStatement[]) =>
      (await d1.batch<T>(statements.map((statement) => inner.get(statement) ?? statement))).map(count),
    exec: (sql) => d1.exec(sql),
    dump: () => d1.dump(),
    withSession: (constraint) => d1.withSession(constraint),
  }
}
