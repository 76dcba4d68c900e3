import type { Outside } from './outside.ts'

/** The largest file a vendor takes as an input, in bytes. */
const largestBytes = 100 * 1024 * 1024

/** Reads a media input: a base64 data URI, or an https address the sandbox can reach. Throws with the reason. */
export async function readMedia(input: string, outside: Outside): Promise<Buffer> {
  if (input.startsWith('data:')) {
    const [, base64] =
      /^data:[\w.+-]+\/[\w.+-]+(?:;[\w.+-]+=[^;,]+)*;base64,([A-Za-z0-9+/]+={0,2})$/.exec(input) ?? []
    if (base64 === undefined) throw new Error('the data URI is malformed')
    return Buffer.from(base64, 'base64')
  }
  if (!URL.canParse(input)) throw new Error('it is neither an address nor a data URI')
  const bytes = Buffer.from(await (await outside.download(input)).arrayBuffer())
  if (bytes.length === 0) throw new Error('the file is empty')
  if (bytes.length > largestBytes) throw new Error('the file is too large')
  return bytes
}
