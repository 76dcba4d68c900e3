import type { Upload, UploadQuery } from '../../shared/api.ts'
import { maxUploadBytes, type Asset } from '../../shared/assets.ts'
import { api, Trouble } from '../api.ts'

/** The calls an upload in parts is made of. */
export type Parts = Pick<typeof api, 'startUpload' | 'putPart' | 'readUpload' | 'completeUpload'>

const tries = 4
const firstPauseMs = 500

/** `progress` hears what share of it has arrived, 0 to 1. */
interface Watch {
  progress?: (share: number) => void
  sleep?: (ms: number) => Promise<void>
}

/** Sends a file to the library, in parts where it is larger than one request takes. Throws `Trouble`. */
export const uploadFile = (file: Blob, query: UploadQuery, watch: Watch = {}): Promise<Asset> =>
  file.size <= maxUploadBytes ? api.upload(file, query) : uploadInParts(api, file, query, watch)

/** After a lost answer the server is asked what has arrived, and only the rest is sent again. */
export async function uploadInParts(
  parts: Parts,
  file: Blob,
  query: UploadQuery,
  { progress, sleep = (ms) => new Promise((wake) => setTimeout(wake, ms)) }: Watch = {},
): Promise<Asset> {
  const again = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (let tried = 1; ; tried++)
      try {
        return await ask()
      } catch (cause) {
        if (tried === tries || (cause instanceof Trouble && cause.decided)) throw cause
        await sleep(firstPauseMs * 2 ** tried)
      }
  }
  // A start that got no answer is not repeated: a second one would wait a day beside it.
  const { id, partBytes } = await parts.startUpload({ ...query, bytes: file.size })
  const missing = ({ parts: count, received }: Upload) =>
    Array.from({ length: count }, (_, at) => at + 1).filter((n) => !received.includes(n))
  await again(async () => {
    for (const n of missing(await parts.readUpload(id))) {
      const { received, parts: all } = await parts.putPart(
        id,
        n,
        file.slice((n - 1) * partBytes, n * partBytes),
      )
      progress?.(received.length / all)
    }
  })
  return again(() => parts.completeUpload(id))
}
