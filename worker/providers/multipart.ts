/** One part of a form: a text, or a file that is opened when its turn comes. */
export type Part =
  | { name: string; text: string }
  | {
      name: string
      file: { name: string; type: string; bytes: number; open(): Promise<ReadableStream<Uint8Array>> }
    }

/** A body of multipart/form-data (RFC 7578) on its way out. */
export interface Multipart {
  contentType: string
  body: ReadableStream<Uint8Array>
  /** May all of it have left? Of a form without its end nothing can have been accepted. */
  mayBeWhole(): boolean
}

const encoder = new TextEncoder()

function headOf(part: Part, boundary: string): Uint8Array {
  const disposition = `--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"`
  return encoder.encode(
    'file' in part
      ? `${disposition}; filename="${part.file.name}"\r\nContent-Type: ${part.file.type}\r\n\r\n`
      : `${disposition}\r\n\r\n${part.text}`,
  )
}

const lineEnd = encoder.encode('\r\n')

/**
 * A form, streamed with its length known beforehand: its files are never held in memory. Names are our own (ASCII,
 * no quotes); `boundary` must not occur in the parts, so it carries something random.
 */
export function formOf(parts: readonly Part[], boundary: string): Multipart {
  const heads = parts.map((part) => headOf(part, boundary))
  const tail = encoder.encode(`--${boundary}--\r\n`)
  const bytes = parts.reduce(
    (sum, part, n) =>
      sum + heads[n]!.byteLength + ('file' in part ? part.file.bytes : 0) + lineEnd.byteLength,
    tail.byteLength,
  )
  const { readable, writable } = new FixedLengthStream(bytes)
  let whole = false
  const write = async () => {
    for (const [n, part] of parts.entries()) {
      await put(writable, heads[n]!)
      if ('file' in part) await (await part.file.open()).pipeTo(writable, { preventClose: true })
      await put(writable, lineEnd)
    }
    whole = true
    await put(writable, tail)
    await writable.close()
  }
  // A failure here reaches whoever reads the body; there is nobody else to tell.
  write().catch((error: unknown) => writable.abort(error).catch(() => undefined))
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: readable,
    mayBeWhole: () => whole,
  }
}

async function put(writable: WritableStream<Uint8Array>, bytes: Uint8Array): Promise<void> {
  const writer = writable.getWriter()
  await writer.write(bytes)
  writer.releaseLock()
}
