import { makeId, type IdKind } from '../shared/ids.ts'
import { openDb, type Db } from './db/open.ts'
import { readSettings, type Bell, type Bindings, type Settings } from './env.ts'
import { log, type Log } from './log.ts'

/** Everything a verb needs from outside: made once a request, message or tick, and handed down. */
export interface Context {
  db: Db
  media: R2Bucket
  bell: Queue<Bell>
  settings: Settings
  /** UTC milliseconds. */
  now(): number
  id(kind: IdKind): string
  log: Log
}

export function openContext(bindings: Bindings, now: () => number = Date.now): Context {
  return {
    db: openDb(bindings.DB),
    media: bindings.MEDIA,
    bell: bindings.BELL,
    settings: readSettings(bindings),
    now,
    id: (kind) => makeId(kind, now(), crypto.getRandomValues(new Uint8Array(16))),
    log,
  }
}
