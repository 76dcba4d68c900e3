import { createHash } from 'node:crypto'
import type { OrderKind, OrderOf } from './orders.ts'

/** One part of a multipart body: its sizes in bytes and its SHA-256, not its content. */
export interface LoggedPart {
  readonly name: string
  readonly filename?: string
  readonly type?: string
  readonly size: number
  readonly sha256: string
  readonly text?: string
}

/** One request as the log shows it; `status` is missing when no answer was given. */
export interface LoggedRequest {
  readonly at: number
  readonly vendor: string
  readonly host: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** Of the body, in bytes. */
  readonly size: number
  readonly body?: unknown
  readonly parts?: readonly LoggedPart[]
  /** Orders that were followed, in turn. */
  readonly orders: OrderKind[]
  /** Inputs the vendor does not know and dropped without a word. */
  dropped?: readonly string[]
  status?: number
}

/** One call the sandbox made, or refused to make, to the outside. */
export interface LoggedCall {
  readonly at: number
  readonly vendor: string
  readonly url: string
  readonly attempt: number
  readonly outcome: { status: number } | { refused: string } | { error: string }
}

/** One request on its way through a vendor: what the log will say, and the orders that may touch it. */
export interface Exchange {
  readonly entry: LoggedRequest
  /** The bearer key, empty without one. */
  readonly key: string
  take<K extends OrderKind>(kind: K): OrderOf<K> | undefined
}

/** The request body as the log keeps it: JSON as it is with long texts shortened, multipart as a list of parts. */
export async function readBody(
  type: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ body?: unknown; parts?: LoggedPart[] }> {
  if (bytes.length === 0) return {}
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null)
    if (!form) return { body: `unreadable multipart, ${bytes.length} bytes` }
    return { parts: await Promise.all([...form].map(([name, value]) => readPart(name, value))) }
  }
  try {
    return { body: JSON.parse(new TextDecoder().decode(bytes)) as unknown }
  } catch {
    return { body: `no JSON, ${bytes.length} bytes, sha256 ${sha256(bytes)}` }
  }
}

async function readPart(name: string, value: File | string): Promise<LoggedPart> {
  if (typeof value === 'string')
    return {
      name,
      size: Buffer.byteLength(value),
      sha256: sha256(Buffer.from(value)),
      text: shortened(value) as string,
    }
  const bytes = new Uint8Array(await value.arrayBuffer())
  return { name, filename: value.name, type: value.type, size: bytes.length, sha256: sha256(bytes) }
}

/** Cuts every text longer than 2000 characters (data URIs) and says what it was. */
export function shortened(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length > 2000
      ? `${value.slice(0, 80)}… (${value.length} characters, sha256 ${sha256(Buffer.from(value))})`
      : value
  if (Array.isArray(value)) return value.map(shortened)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shortened(each)]))
  return value
}

/** Request headers with the key hidden but for its first letters. */
export function maskedHeaders(headers: Headers): Record<string, string> {
  const plain = Object.fromEntries(headers)
  if (plain['authorization']) plain['authorization'] = plain['authorization'].replace(/(\S{1,4})\S*$/, '$1…')
  return plain
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
