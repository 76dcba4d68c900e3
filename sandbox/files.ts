/** A file behind a link. `expired` links answer as if the file had never been. */
export interface StoredFile {
  readonly bytes: Buffer
  readonly type: string
  expired: boolean
}

/** Files in memory, by path. Beyond half a gigabyte the oldest go, as old files do at any vendor. */
export interface Files {
  put(path: string, bytes: Buffer, type: string): StoredFile
  get(path: string): StoredFile | undefined
  clear(): void
}

const roomBytes = 512 * 1024 * 1024

export function openFiles(): Files {
  const files = new Map<string, StoredFile>()
  let total = 0
  return {
    put: (path, bytes, type) => {
      const file = { bytes, type, expired: false }
      files.set(path, file)
      total += bytes.length
      for (const [oldPath, old] of files) {
        if (total <= roomBytes || old === file) break
        files.delete(oldPath)
        total -= old.bytes.length
      }
      return file
    },
    get: (path) => files.get(path),
    clear: () => {
      files.clear()
      total = 0
    },
  }
}

/** Answers for a file as a CDN does: type, length, and one byte range when asked for one. */
export function serveFile(bytes: Buffer, type: string, range: string | undefined): Response {
  const headers = new Headers({
    'content-type': type,
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=604800',
  })
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '')
  if (!asked || (asked[1] === '' && asked[2] === '')) {
    headers.set('content-length', String(bytes.length))
    return new Response(new Uint8Array(bytes), { headers })
  }
  const [first, last] =
    asked[1] === ''
      ? [Math.max(0, bytes.length - Number(asked[2])), bytes.length - 1]
      : [Number(asked[1]), asked[2] === '' ? bytes.length - 1 : Math.min(Number(asked[2]), bytes.length - 1)]
  if (first > last) {
    headers.set('content-range', `bytes */${bytes.length}`)
    return new Response(null, { status: 416, headers })
  }
  headers.set('content-range', `bytes ${first}-${last}/${bytes.length}`)
  headers.set('content-length', String(last - first + 1))
  return new Response(new Uint8Array(bytes.subarray(first, last + 1)), { status: 206, headers })
}
