import { makeId } from '../../shared/ids.ts'
import type { Unit } from '../../shared/money.ts'
import { objectKey } from '../assets/store.ts'
import { openDb } from '../db/open.ts'
import { assets, files, grants, ledger, vendors, workspaces } from '../db/schema.ts'
import { monthOf } from '../ledger.ts'
import type { Chance } from './chance.ts'
import { fileOf } from './files.ts'
import type { Weather } from './weather.ts'

/** A workspace in a schedule, and a picture of its library. */
export interface Somebody {
  workspaceId: string
  picture: string
}

/** One or two workspaces with a little to spend, some of which lapses soon, and our accounts at the vendors. */
export async function openPeople(
  { DB, MEDIA }: { DB: D1Database; MEDIA: R2Bucket },
  chance: Chance,
  start: number,
  limits: Weather['limits'],
): Promise<Somebody[]> {
  const db = openDb(DB)
  const newId = (kind: 'grant' | 'line' | 'file' | 'asset') =>
    makeId(kind, start, crypto.getRandomValues(new Uint8Array(16)))

  function grantOf(
    workspaceId: string,
    unit: Unit,
    source: 'plan' | 'pack',
    amount: number,
    expiresAt: number,
  ) {
    const [id, reason] = [newId('grant'), source === 'plan' ? `pro ${monthOf(start)}` : 'a pack']
    const both = { workspaceId, unit, createdAt: start, granted: amount, available: amount }
    const line = { workspaceId, unit, grantId: id, delta: amount, at: start }
    return [
      db.insert(grants).values({ id, source, reason, expiresAt, ...both }),
      db.insert(ledger).values({ id: newId('line'), kind: 'grant', ...line }),
    ]
  }

  const bytes = fileOf('square')
  const people: Somebody[] = []
  const statements = []
  for (let count = chance.pick([1, 1, 2]); count > 0; count--) {
    const [workspaceId, picture, fileId] = [crypto.randomUUID(), newId('asset'), newId('file')]
    const lapses = start + chance.pick([60_000, 300_000, 9 * 24 * 3600_000])
    const size = { bytes: bytes.byteLength, width: 96, height: 96 }
    const own = { workspaceId, createdAt: start }
    await MEDIA.put(objectKey(workspaceId, fileId), bytes)
    statements.push(
      db
        .insert(workspaces)
        .values({ id: workspaceId, name: 'T', slug: workspaceId, plan: 'pro', createdAt: new Date(start) }),
      ...grantOf(workspaceId, 'image', 'plan', chance.pick([1, 2, 6]), lapses),
      ...grantOf(workspaceId, 'image', 'pack', 1, start + 90 * 24 * 3600_000),
      ...grantOf(workspaceId, 'video', 'plan', 2, lapses),
      ...grantOf(workspaceId, 'usd', 'plan', chance.pick([600_000, 1_500_000]), lapses),
      db.insert(files).values({ id: fileId, sha256: 'its own', type: 'image/png', ...size, ...own }),
      db
        .insert(assets)
        .values({ id: picture, fileId, kind: 'image', name: 'a picture', origin: 'upload', ...own }),
    )
    people.push({ workspaceId, picture })
  }
  await db.batch([
    db.delete(vendors),
    db.insert(vendors).values(['wavespeed', 'stability'].map((id) => ({ id, ...limits }))),
    ...statements,
  ])
  return people
}
