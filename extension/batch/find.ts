import { saneFolder } from './names.ts'
import type { Bytes } from './store.ts'
import { isSystems, listZip, UnfitZip } from './zip-in.ts'

/** A picture that is to be taken; its bytes are not read before. */
export interface Found {
  name: string
  folder: string
  /** As far as it is known before it is read. */
  bytes: number
  modified: number
  open: Bytes
}

/** What lies in what was chosen or dropped. */
export interface Finds {
  pictures: Found[]
  /** Named, and why. */
  refused: { name: string; folder: string; reason: string }[]
  /** CSV and JSON. */
  lists: File[]
  /** Chains of tools that somebody has shared. */
  chains: File[]
  /** How many are nothing of that. */
  others: number
}

const endings = /\.(jpe?g|jfif|png|apng|webp|avif|gif|bmp|dib|tiff?|jxl|heic|heif|svg)$/i

const isPicture = ({ name, type }: { name: string; type: string }) =>
  endings.test(name) || type.startsWith('image/')
const isZip = ({ name, type }: { name: string; type: string }) =>
  /\.zip$/i.test(name) || type === 'application/zip' || type === 'application/x-zip-compressed'
const isChain = ({ name }: { name: string }) => /\.atelier-chain(\s?\(\d+\))?\.json$/i.test(name)
const isList = ({ name }: { name: string }) => /\.(csv|tsv|json)$/i.test(name)

/** A file with the folder it came in, from the folder that was chosen on. */
export interface Placed {
  file: File
  folder: string
}

/** Files with the folders they lay in, from the one that was chosen or dropped on. */
export const placed = (files: Iterable<File>): Placed[] =>
  Array.from(files, (file) => ({ file, folder: file.webkitRelativePath.split('/').slice(0, -1).join('/') }))

/** As people count: 2 before 10. */
const byName = new Intl.Collator(undefined, { numeric: true })
const pathOf = ({ file, folder }: Placed) => `${folder}/${file.name}`

/** Sorts what was given by what it is; a ZIP is opened. Nothing is copied yet. */
export async function findIn(given: readonly Placed[]): Promise<Finds> {
  const finds: Finds = { pictures: [], refused: [], lists: [], chains: [], others: 0 }
  // A folder hands out its files in whatever order they lie on the disk.
  const inOrder = given.toSorted((a, b) => byName.compare(pathOf(a), pathOf(b)))
  for (const { file, folder } of inOrder) {
    if (isSystems(file.name)) continue
    const inFolder = saneFolder(folder)
    if (isZip(file)) await openZip(file, inFolder, finds)
    else if (isPicture(file))
      finds.pictures.push({
        name: file.name,
        folder: inFolder,
        bytes: file.size,
        modified: file.lastModified,
        open: file,
      })
    else if (isChain(file)) finds.chains.push(file)
    else if (isList(file)) finds.lists.push(file)
    else finds.others += 1
  }
  return finds
}

async function openZip(file: File, folder: string, finds: Finds): Promise<void> {
  try {
    for (const entry of await listZip(file, file.name)) {
      const at = [folder, entry.folder].filter(Boolean).join('/')
      if ('reason' in entry) finds.refused.push({ ...entry, folder: at })
      else if (isPicture({ name: entry.name, type: '' })) finds.pictures.push({ ...entry, folder: at })
      else finds.others += 1
    }
  } catch (cause) {
    if (!(cause instanceof UnfitZip)) throw cause
    finds.refused.push({ name: file.name, folder, reason: cause.message })
  }
}
