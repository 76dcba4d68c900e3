/** A body of multipart/form-data (RFC 7578) on its way out. */
export interface Multipart {
  contentType: string
  body: ReadableStream<Uint8Array>
}

/**
 * One file as a form field, streamed with its length known beforehand: it is never held in memory. Names are our
 * own (ASCII, no quotes); `boundary` must not occur in the file, so it carries something random.
 */
export function oneFile(
  field: string,
  file: { name: string; type: string; bytes: number; body: ReadableStream<Uint8Array> },
  boundary: string,
): Multipart {
  const encoder = new TextEncoder()
  const head = encoder.encode(
    `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${file.name}"\r\n` +
      `Content-Type: ${file.type}\r\n\r\n`,
  )
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`)
  const { readable, writable } = new FixedLengthStream(head.byteLength + file.bytes + tail.byteLength)
  const write = async () => {
    await put(writable, head)
    await file.body.pipeTo(writable, { preventClose: true })
    await put(writable, tail)
    await writable.close()
  }
  // A failure here reaches whoever reads the body; there is nobody else to tell.
  write().catch((error: unknown) => writable.abort(error).catch(() => undefined))
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: readable }
}

async function put(writable: WritableStream<Uint8Array>, bytes: Uint8Array): Promise<void> {
  const writer = writable.getWriter()
  await writer.write(bytes)
  writer.releaseLock()
}
