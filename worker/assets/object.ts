import type { Pieces } from './bytes.ts'

/** R2 wants every part of an upload but the last to be of one size, at least 5 MB. */
export const partBytes = 8 * 1024 * 1024

export interface Written {
  /** Lower-case hex, of the stored bytes. */
  sha256: string
  bytes: number
}

/** Cuts a stream into parts of exactly `partBytes`, the last one shorter. The memory of a part is used once. */
async function* inParts(pieces: Pieces): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = new Uint8Array(partBytes)
  let filled = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength;) {
      const taken = piece.subarray(at, at + partBytes - filled)
      part.set(taken, filled)
      at += taken.byteLength
      filled += taken.byteLength
      if (filled < partBytes) continue
      yield part
      part = new Uint8Array(partBytes)
      filled = 0
    }
  }
  if (filled > 0) yield part.subarray(0, filled)
}

const hex = (buffer: ArrayBuffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Writes a stream of any, even unknown, length to R2 and hashes it on the way. Holds about one part (8 MB) in
 * memory. Nothing is visible under the key until all of it has arrived; a stream that breaks leaves nothing.
 */
export async function writeObject(
  media: R2Bucket,
  key: string,
  type: string,
  pieces: Pieces,
): Promise<Written> {
  const digest = new crypto.DigestStream('SHA-256')
  const hash = digest.getWriter()
  const options = { httpMetadata: { contentType: type } }
  let upload: R2MultipartUpload | null = null
  let whole: Uint8Array<ArrayBuffer> = new Uint8Array(0)
  const parts: R2UploadedPart[] = []
  let bytes = 0
  try {
    for await (const part of inParts(pieces)) {
      await hash.write(part)
      bytes += part.byteLength
      if (!upload && part.byteLength < partBytes) {
        whole = part
        break
      }
      upload ??= await media.createMultipartUpload(key, options)
      parts.push(await upload.uploadPart(parts.length + 1, part))
    }
    await hash.close()
    if (upload) await upload.complete(parts)
    else await media.put(key, whole, options)
  } catch (error) {
    digest.digest.catch(() => {})
    await hash.abort(error).catch(() => {})
    await upload?.abort()
    throw error
  }
  return { sha256: hex(await digest.digest), bytes }
}
