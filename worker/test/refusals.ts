import { expect, it } from 'vitest'
import { app } from '../app.ts'
import { send } from './caller.ts'

interface Operation {
  security?: unknown[]
  requestBody?: { content: Record<string, unknown> }
}

/** One call of the API, as its document has it. */
export interface Call {
  method: string
  path: string
  signedIn: boolean
  takesJson: boolean
}

/** Every call there is: a new one is tried by every test that walks them. */
export function everyCall(): Call[] {
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Tests', version: '1' } })
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      signedIn: (operation.security ?? []).length > 0,
      takesJson: 'application/json' in (operation.requestBody?.content ?? {}),
    })),
  )
}

const someIds: Record<string, string> = {
  '/api/jobs': 'job_0123456789abcdefghjkmnpqr',
  '/api/orders': 'ord_0123456789abcdefghjkmnpqr',
  '/api/image-studio/assets/uploads': 'upl_0123456789abcdefghjkmnpqr',
  '/api/image-studio/assets': 'ast_0123456789abcdefghjkmnpqr',
  '/files': 'fil_0123456789abcdefghjkmnpqr',
}

/** The address of a call with an id put into it; well formed and nobody's unless another is given. */
export function at(call: Call, id?: string): string {
  const home = Object.keys(someIds).find((start) => call.path.startsWith(start))
  return call.path
    .replace(/\{(id|fileId)\}/, id ?? someIds[home ?? ''] ?? 'x')
    .replace('{n}', '1')
    .replace('{provider}/{jobId}/{token}', `wavespeed/${someIds['/api/jobs']}/token`)
}

export const nameOf = ({ method, path }: Call) => `${method} ${path}`

/** What every locked door does with somebody who has no key, or not a good one. */
export function refusesStrangers(call: Call): void {
  it.each([
    ['nobody', {}],
    ['a made-up token', { authorization: 'Bearer 0123456789abcdefghijklmnopqrstuv' }],
    ['a made-up signature', { authorization: 'Bearer abc.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D' }],
    ['no token at all', { authorization: 'Bearer' }],
    ['another way of signing in', { authorization: 'Basic YTpi' }],
    ['a cookie', { cookie: 'better-auth.session_token=0123456789abcdefghijklmnopqrstuv' }],
  ])('does not open for %s', async (_, headers: Record<string, string>) => {
    const answer = await send(at(call), { method: call.method, headers })
    expect(answer.status).toBe(401)
    expect(answer.problem().code).toBe('not-signed-in')
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })
}

/** What every call with a JSON body does with a body that is not one, or not the one it asks for. */
export function refusesOddBodies(call: Call, token: () => string | undefined): void {
  const sending = (body: string, type?: string) => {
    const headers = { 'idempotency-key': crypto.randomUUID(), 'content-type': type ?? 'application/json' }
    const bearer = token()
    return send(at(call), { method: call.method, body, headers, ...(bearer ? { token: bearer } : {}) })
  }

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'does not take %s',
    async (type) => {
      const answer = await sending('{}', type)
      expect(answer.status).toBe(415)
      expect(answer.problem().code).toBe('wrong-type')
    },
  )

  it.each(['', '{', 'null', '[]', '"text"', '{"a":1}{'])('does not take the body %j', async (body) => {
    const answer = await sending(body)
    expect(answer.status).toBe(400)
    expect(answer.problem().code).toBe('bad-input')
  })

  it('does not take a name it does not know, and says which', async () => {
    const answer = await sending(JSON.stringify({ surprise: 1 }))
    expect(answer.status).toBe(400)
    expect(answer.problem().fields?.length).toBeGreaterThan(0)
  })

  it('does not take more than a megabyte', async () => {
    const answer = await sending(JSON.stringify({ surprise: 'x'.repeat(1024 * 1024) }))
    expect(answer.status).toBe(413)
    expect(answer.problem().code).toBe('too-large')
  })
}
