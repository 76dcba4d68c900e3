import { signUp, type Api } from './api.ts'
import { openDatabase } from './database.ts'

/** Somebody nobody was before, on a plan that takes every model, with more than can be spent. `state`: the Worker's. */
export async function signUpRich(origin: string, state: string, name: string): Promise<Api> {
  const api = await signUp(origin, name)
  const { workspace } = await api.account()
  const database = await openDatabase(state, false)
  const nextYear = Date.now() + 365 * 24 * 3600_000
  database.exec('begin immediate')
  database.prepare(`update workspaces set plan = 'pro' where id = ?`).run(workspace.id)
  for (const unit of ['image', 'video', 'usd']) {
    const pack = `grt_${unit}_${workspace.id}`
    const amount = unit === 'usd' ? 1_000_000_000 : 1_000_000
    database
      .prepare(
        `insert into grants (id, workspace_id, unit, source, granted, available, reason, expires_at, created_at)
         values (?, ?, ?, 'pack', ?, ?, 'rich', ?, 0)`,
      )
      .run(pack, workspace.id, unit, amount, amount, nextYear)
    database
      .prepare(
        `insert into ledger (id, workspace_id, grant_id, job_id, kind, unit, delta, at)
         values (?, ?, ?, null, 'grant', ?, ?, 0)`,
      )
      .run(`lin_${unit}_${workspace.id}`, workspace.id, pack, unit, amount)
  }
  database.exec('commit')
  database.close()
  return api
}
