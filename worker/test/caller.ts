import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Account, paths } from '../../shared/api.ts'
import { Problem } from '../../shared/errors.ts'
import { app } from '../app.ts'
import type { Bindings } from '../env.ts'

/** Bells go nowhere: a test that wants work done answers them itself. */
export const bindings = {
  ...env,
  BELL: { send: async () => {}, sendBatch: async () => {} },
} as unknown as Bindings

export interface Answer {
  status: number
  headers: Headers
  bytes: Uint8Array<ArrayBuffer>
  json(): unknown
  problem(): Problem
}

/** A request through the front door, as from outside. Each caller has an address of its own. */
export async function send(path: string, init: RequestInit & { token?: string } = {}): Promise<Answer> {
  const { token, ...rest } = init
  const headers = new Headers(rest.headers)
  if (!headers.has('cf-connecting-ip')) headers.set('cf-connecting-ip', crypto.randomUUID())
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (typeof rest.body === 'string' && !headers.has('content-type'))
    headers.set('content-type', 'application/json')
  const ctx = createExecutionContext()
  const request = new Request(new URL(path, 'https://api.atelier.example'), { ...rest, headers })
  const response = await app.fetch(request, bindings, ctx)
  await waitOnExecutionContext(ctx)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const json = () => JSON.parse(new TextDecoder().decode(bytes)) as unknown
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    json,
    problem() {
      if (response.headers.get('content-type') !== 'application/problem+json')
        throw new Error(`${response.status} is not a problem: ${new TextDecoder().decode(bytes)}`)
      return Problem.parse(json())
    },
  }
}

export const post = (path: string, body: unknown, init: RequestInit & { token?: string } = {}) =>
  send(path, { ...init, method: 'POST', body: JSON.stringify(body) })

export interface Somebody {
  name: string
  email: string
  password: string
  token: string
  userId: string
  workspaceId: string
}

/** Somebody new, signed up through the front door. */
export async function newcomer(name = 'Ada Lovelace'): Promise<Somebody> {
  const email = `${crypto.randomUUID()}@people.example`
  const password = 'correct horse battery'
  const answer = await post(`${paths.auth}/sign-up/email`, { name, email, password })
  if (answer.status !== 200) throw new Error(`sign-up: ${JSON.stringify(answer.json())}`)
  const { token } = answer.json() as { token: string }
  const account = Account.parse((await send(paths.account, { token })).json())
  return { name, email, password, token, userId: account.user.id, workspaceId: account.workspace.id }
}
