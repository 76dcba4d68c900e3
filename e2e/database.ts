import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { until } from './children.ts'

// The local D1 database is an SQLite file: read where a proof wants to see the books themselves, written where a
// benchmark needs more lines than any person will ever make.

/** Opens the file below a Worker's `state` while that Worker runs. The caller closes it. */
export async function openDatabase(state: string, readOnly = true): Promise<DatabaseSync> {
  const file = await until('the local database', () =>
    globSync(join(state, 'v3/d1/*/*.sqlite')).find((each) => !each.includes('metadata')),
  )
  const database = new DatabaseSync(file, { readOnly })
  database.exec('pragma busy_timeout = 10000')
  return database
}

export interface GrantRow {
  id: string
  unit: string
  granted: number
  available: number
  ledgerSum: number
}

/** Each grant of a workspace beside the sum of its lines in the ledger. */
export async function readGrants(state: string, workspaceId: string): Promise<GrantRow[]> {
  const database = await openDatabase(state)
  const rows = database
    .prepare(
      `select id, unit, granted, available,
        (select coalesce(sum(delta), 0) from ledger where grant_id = grants.id) as ledgerSum
       from grants where workspace_id = ?`,
    )
    .all(workspaceId) as unknown as GrantRow[]
  database.close()
  return rows
}
