import { randomUUID } from 'node:crypto'
import { until } from './children.ts'

// The API as a stranger sees it: addresses and JSON. The shapes are written down here again on purpose.

export interface Price {
  unit: string
  amount: number
}
export interface Receipt {
  unit: string
  asked: number
  held: number
  charged: number | null
  why: string
  vendorCostMicros: number
}
export interface Job {
  id: string
  orderId: string
  model: string
  prompt: string
  state: string
  failure: { reason: string; message: string; remedy: string } | null
  assets: string[]
  receipt: Receipt
}
export interface Asset {
  id: string
  kind: string
  type: string
  sha256: string
  bytes: number
  width: number
  height: number
  durationMs: number | null
  text: string | null
  name: string
  origin: string
  model: string | null
  jobId: string | null
  url: string
}
export interface Account {
  workspace: { id: string; plan: string }
  balance: { unit: string; available: number }[]
  spent: { unit: string; amount: number }[]
}
export interface Answer {
  status: number
  headers: Headers
  body: unknown
}

export interface Person {
  name: string
  email: string
  password: string
  token: string
}

/** One signed-in person's line to the API. */
export interface Api {
  person: Person
  /** Any call; the answer as it is, problems included. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  account(): Promise<Account>
  left(unit: string): Promise<number>
  /** Newest first. */
  assets(): Promise<Asset[]>
  asset(id: string): Promise<Asset>
  /** Every job of this person, whatever its state. */
  jobs(): Promise<Job[]>
  job(id: string): Promise<Job>
  ended(jobId: string, seconds?: number): Promise<Job>
  order(path: string, body: object, key?: string): Promise<Answer>
}

async function send(
  url: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}

/** Makes an account nobody had before. */
export async function signUp(origin: string, name = 'Ada Demo'): Promise<Api> {
  const person = {
    name,
    email: `ada.${randomUUID().slice(0, 8)}@atelier.example`,
    password: `demo-${randomUUID()}`,
  }
  const answer = await send(`${origin}/api/auth/sign-up/email`, 'POST', person, {})
  const token = answer.headers.get('set-auth-token') ?? (answer.body as { token?: string }).token
  if (answer.status !== 200 || !token)
    throw new Error(`sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return openApi(origin, { ...person, token })
}

export function openApi(origin: string, person: Person): Api {
  const call: Api['call'] = (method, path, body, headers = {}) =>
    send(`${origin}${path}`, method, body, { authorization: `Bearer ${person.token}`, ...headers })
  const get = async (path: string): Promise<unknown> => {
    const answer = await call('GET', path)
    if (answer.status !== 200)
      throw new Error(`GET ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const account = async () => (await get('/api/account')) as Account
  const job = async (id: string) => (await get(`/api/jobs/${id}`)) as Job
  return {
    person,
    call,
    account,
    left: async (unit) => (await account()).balance.find((each) => each.unit === unit)?.available ?? 0,
    assets: async () => ((await get('/api/image-studio/assets')) as { assets: Asset[] }).assets,
    asset: async (id) => (await get(`/api/image-studio/assets/${id}`)) as Asset,
    jobs: async () => ((await get('/api/jobs?state=all')) as { jobs: Job[] }).jobs,
    job,
    ended: (jobId, seconds = 60) =>
      until(
        `job ${jobId} to end`,
        async () => {
          const now = await job(jobId)
          return ['done', 'failed', 'cancelled'].includes(now.state) && now
        },
        seconds,
      ),
    order: (path, body, key = randomUUID()) => call('POST', path, body, { 'idempotency-key': key }),
  }
}
