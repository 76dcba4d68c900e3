/** The longest a server may take for one picture (milliseconds). */
const patience = 60_000
const mostBytes = 200 * 1024 * 1024

/** The address gives no picture to this browser; the message says why and what to do. */
export class NoPicture extends Error {
  /** Whether somebody else may still get it: it is there, but this page may not read it. */
  readonly closed: boolean

  constructor(message: string, closed = false) {
    super(message)
    this.closed = closed
  }
}

/** The picture at an address that lets everybody read it; nobody's name goes with the question. Throws NoPicture. */
export async function openAddress(address: string, signal: AbortSignal): Promise<File> {
  const { hostname, pathname } = new URL(address)
  const answer = await fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  }).catch((cause: unknown) => {
    if (signal.aborted) throw cause
    throw new NoPicture(
      `${hostname} could not be reached, or does not let other pages read it: save the picture and add the file.`,
      true,
    )
  })
  if (!answer.ok) throw new NoPicture(`${hostname} answers with an error (${answer.status}).`)
  if (Number(answer.headers.get('content-length')) > mostBytes)
    throw new NoPicture(`The file at ${hostname} is larger than 200 MB.`)
  const blob = await answer.blob()
  if (blob.type && !blob.type.startsWith('image/') && blob.type !== 'application/octet-stream')
    throw new NoPicture(`At this address of ${hostname} is no picture.`)
  let name = pathname.slice(pathname.lastIndexOf('/') + 1) || hostname
  try {
    name = decodeURIComponent(name)
  } catch {
    // A name that is no text in any encoding stays as it is written.
  }
  return new File([blob], name, { type: blob.type })
}
