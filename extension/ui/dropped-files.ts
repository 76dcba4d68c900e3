const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File[]>((resolve) =>
    entry.file(
      (file) => {
        // Unlike a file of a chosen folder it does not say where it lay: it is told.
        Object.defineProperty(file, 'webkitRelativePath', { value: entry.fullPath.replace(/^\//, '') })
        resolve([file])
      },
      () => resolve([]),
    ),
  )

/** A folder hands out its entries a hundred at a time, until there are none left. */
async function within(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader()
  const files: File[] = []
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    if (entries.length === 0) return files
    for (const entry of entries) files.push(...(await filesIn(entry)))
  }
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith('.')) return []
  if (isFile(entry)) return fileOf(entry)
  return isFolder(entry) ? within(entry) : []
}

/** All files that were dropped, those in folders too, with their path from there on; hidden ones are left out. Call it inside the event. */
export async function droppedFiles({ items, files }: DataTransfer): Promise<File[]> {
  // What is asked of the event after it has ended is answered with nothing.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  const plain = [...files]
  if (!entries.some(isFolder)) return plain
  return (await Promise.all(entries.map(filesIn))).flat()
}
