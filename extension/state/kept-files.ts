import { z } from 'zod'
import { idOf, makeId } from '../../shared/ids.ts'
import { assetOf, comesFrom } from './focal.ts'
import { kept } from './kept.ts'

// Files of this machine that outlive their window, in the browser's own storage for this extension. They go nowhere.

export const FileId = idOf('asset')

/** `asset`: the thing of the library that it is. */
const FileFacts = z.object({ name: z.string(), type: z.string(), at: z.int(), asset: FileId.optional() })

const factsOf = (id: string) => kept('local', `file:${id}`, FileFacts)

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('files', { create: true })

/** Keeps a file; its id has the shape of an asset's, so that a field may name either. */
export async function keepFile(file: File): Promise<string> {
  const id = makeId('asset', Date.now(), crypto.getRandomValues(new Uint8Array(16)))
  const written = await (await (await folder()).getFileHandle(id, { create: true })).createWritable()
  await file.stream().pipeTo(written)
  const asset = assetOf(file)
  await factsOf(id).write({ name: file.name, type: file.type, at: Date.now(), ...(asset && { asset }) })
  return id
}

/** The file as it was kept; null where there is none of this id. */
export async function keptFile(id: string): Promise<File | null> {
  const facts = await factsOf(id).read()
  if (!facts) return null
  try {
    const bytes = await (await (await folder()).getFileHandle(id)).getFile()
    const file = new File([bytes], facts.name, { type: facts.type, lastModified: facts.at })
    if (facts.asset) comesFrom(file, facts.asset)
    return file
  } catch {
    return null
  }
}

export async function forgetFile(id: string): Promise<void> {
  await factsOf(id).forget()
  await (await folder()).removeEntry(id).catch(() => null)
}

const dayMs = 24 * 3600_000

/** Throws away what nobody names any more; what was kept in the last day may be in another window's hands. */
export async function sweepFiles(named: ReadonlySet<string>): Promise<void> {
  const ids: string[] = []
  for await (const id of (await folder()).keys()) ids.push(id)
  for (const id of ids) {
    if (named.has(id)) continue
    const facts = await factsOf(id).read()
    if (!facts || Date.now() - facts.at > dayMs) await forgetFile(id)
  }
}
