import { makeId, type IdKind } from '../shared/ids.ts'
import { openDb, type Db } from './db/open.ts'
import { playedImages, type Images } from './edits/played-images.ts'
import { readSettings, type Bell, type Bindings, type Settings } from './env.ts'
import { log, type Log } from './log.ts'

/** Everything a verb needs from outside: made once a request, message or tick, and handed down. */
export interface Context {
  db: Db
  media: R2Bucket
  bell: Queue<Bell>
  /** Changes pictures outside the isolate. Only assets/fitting.ts and edits/ call it. */
  images: Images
  /** The network. Only providers/net.ts calls it: it judges every address first. */
  fetch: typeof fetch
  settings: Settings
  /** UTC milliseconds. */
  now(): number
  id(kind: IdKind): string
  log: Log
}

/** Every call that leaves the isolate goes through what is given here, or through nothing else. */
export function openContext(
  bindings: Bindings,
  now: () => number = Date.now,
  network: typeof fetch = (input, init) => fetch(input, init),
): Context {
  const settings = readSettings(bindings)
  return {
    db: openDb(bindings.DB),
    media: bindings.MEDIA,
    bell: bindings.BELL,
    images: settings.sandboxUrl === null ? bindings.IMAGES : playedImages(settings.sandboxUrl, network),
    fetch: network,
    settings,
    now,
    id: (kind) => makeId(kind, now(), crypto.getRandomValues(new Uint8Array(16))),
    log,
  }
}
