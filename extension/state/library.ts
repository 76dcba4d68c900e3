import { signal } from '@preact/signals'
import type { Asset } from '../../shared/assets.ts'
import { api } from '../api.ts'
import { source } from './loaded.ts'
import { isMask } from './mask.ts'

/** The newest things in the library. */
export const library = source(async () => (await api.assets()).assets.filter((asset) => !isMask(asset)))

const byId = signal<ReadonlyMap<string, Asset>>(new Map())
const asking = new Map<string, Promise<Asset>>()

/** A link is asked for again when it has less than this to live. */
const spareMs = 60_000

export function know(asset: Asset): void {
  byId.value = new Map(byId.value).set(asset.id, asset)
}

/** A view that still lacks an asset after this asks for it again. */
const againMs = 3000

/** What is known of an asset now; asks for it when nothing is. Read inside a view, it draws again by itself. */
export function assetNow(id: string): Asset | null {
  const known = byId.value.get(id)
  if (known) return known
  freshAsset(id).catch(() => setTimeout(() => (byId.value = new Map(byId.peek())), againMs))
  return null
}

/** The asset with a link that still lives. Throws `Trouble`. */
export function freshAsset(id: string): Promise<Asset> {
  const known = byId.peek().get(id)
  if (known && known.urlExpiresAt > Date.now() + spareMs) return Promise.resolve(known)
  const running = asking.get(id)
  if (running) return running
  const asked = api
    .asset(id)
    .then((asset) => {
      know(asset)
      return asset
    })
    .finally(() => asking.delete(id))
  asking.set(id, asked)
  return asked
}

export function forgetLibrary(): void {
  library.forget()
  byId.value = new Map()
}
