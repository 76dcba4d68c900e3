import { z } from 'zod'
import {
  Account,
  AssetPage,
  Catalogue,
  JobList,
  paths,
  Picks,
  Preflight,
  type AssetChange,
  type ImportRequest,
  type OrderRequest,
  type PickRequest,
  Upload,
  type UploadQuery,
  type UploadStart,
  type Wish,
} from '../shared/api.ts'
import { Asset } from '../shared/assets.ts'
import { Problem, type ProblemCode } from '../shared/errors.ts'
import { EventPage } from '../shared/events.ts'
import { Job, Order } from '../shared/jobs.ts'
import { Price } from '../shared/money.ts'
import { SignedSwitches } from '../shared/switches.ts'
import { tasks, type TaskId } from '../shared/task.ts'

declare const __API_ORIGIN__: string

/** Why a call brought nothing: in the server's own words where it answered, in ours where it did not. */
export class Trouble extends Error {
  /** `unreachable`: no answer at all. `unreadable`: an answer that is not ours. */
  readonly code: ProblemCode | 'unreachable' | 'unreadable'
  readonly title: string
  readonly detail: string
  readonly remedy: string
  readonly requestId: string | null
  /** The new price, when that is the trouble. */
  readonly price: Price | null

  constructor(from: Pick<Trouble, 'code' | 'title' | 'detail' | 'remedy' | 'requestId' | 'price'>) {
    super(from.detail)
    this.code = from.code
    this.title = from.title
    this.detail = from.detail
    this.remedy = from.remedy
    this.requestId = from.requestId
    this.price = from.price
  }

  /** Whether the server has decided: if not, the same press may be repeated with the same key. */
  get decided(): boolean {
    return !['unreachable', 'unreadable', 'broken', 'unavailable'].includes(this.code)
  }
}

const unreachable = () =>
  new Trouble({
    code: 'unreachable',
    title: 'Atelier cannot be reached',
    detail: navigator.onLine ? 'The server did not answer.' : 'You seem to be offline.',
    remedy: 'Check your connection and try again. Nothing was charged twice, and nothing is lost.',
    requestId: null,
    price: null,
  })

const unreadable = (answer: Response) =>
  new Trouble({
    code: 'unreadable',
    title: 'An answer we could not read',
    detail: `Something between you and Atelier answered in its place (status ${answer.status}).`,
    remedy: 'Try again in a moment. Nothing was charged twice, and nothing is lost.',
    requestId: answer.headers.get('x-request-id'),
    price: null,
  })

/** The signed-in person's token, and what to do when the server no longer accepts it. Set by the session alone. */
export const bearer = { token: null as string | null, refused: () => {} }

interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH'
  json?: unknown
  file?: Blob
  headers?: Record<string, string>
  query?: Record<string, string | number | undefined>
  signal?: AbortSignal
}

async function send(path: string, ask: Ask = {}): Promise<Response> {
  const url = new URL(path, __API_ORIGIN__)
  for (const [name, value] of Object.entries(ask.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const { token } = bearer
  const headers = new Headers(ask.headers)
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (ask.json !== undefined) headers.set('content-type', 'application/json')
  if (ask.file) headers.set('content-type', ask.file.type)
  const answer = await fetch(url, {
    method: ask.method ?? 'GET',
    headers,
    body: ask.file ?? (ask.json === undefined ? null : JSON.stringify(ask.json)),
    credentials: 'omit',
    cache: 'no-store',
    ...(ask.signal && { signal: ask.signal }),
  }).catch((cause: unknown) => {
    throw ask.signal?.aborted ? cause : unreachable()
  })
  if (answer.ok) return answer
  const problem = Problem.safeParse(await answer.json().catch(() => null)).data
  if (!problem) throw unreadable(answer)
  if (problem.code === 'not-signed-in' && token && token === bearer.token) bearer.refused()
  const price = Price.safeParse(problem['price']).data ?? null
  throw new Trouble({ ...problem, price })
}

async function call<T>(schema: z.ZodType<T>, path: string, ask?: Ask): Promise<T> {
  const answer = await send(path, ask)
  const parsed = schema.safeParse(await answer.json().catch(() => null))
  if (!parsed.success) throw unreadable(answer)
  return parsed.data
}

const SignedIn = z.looseObject({ token: z.string().nullish() })

/** The token to show from now on. */
async function signing(path: string, json: unknown): Promise<string> {
  const answer = await send(path, { method: 'POST', json })
  const token = answer.headers.get('set-auth-token')
  if (token) return token
  const inBody = SignedIn.safeParse(await answer.json().catch(() => null)).data?.token
  if (!inBody) throw unreadable(answer)
  return inBody
}

/** Every call of the API. All of them throw `Trouble` and nothing else, or the reason of an aborted signal. */
export const api = {
  signIn: (email: string, password: string) => signing(`${paths.auth}/sign-in/email`, { email, password }),
  signUp: (name: string, email: string, password: string) =>
    signing(`${paths.auth}/sign-up/email`, { name, email, password }),
  signOut: () => send(`${paths.auth}/sign-out`, { method: 'POST', json: {} }),

  account: () => call(Account, paths.account),
  models: () => call(Catalogue, paths.models),
  /** Which model to take, best first. */
  picks: (request: PickRequest, signal?: AbortSignal) =>
    call(Picks, paths.picks, { method: 'POST', json: request, ...(signal && { signal }) }),
  preflight: (wish: Wish, signal?: AbortSignal) =>
    call(Preflight, paths.preflight, { method: 'POST', json: wish, ...(signal && { signal }) }),

  /** `key` is new for each press and the same when that press is repeated. */
  order: (task: TaskId, request: OrderRequest, key: string) =>
    call(Order, `/api/image-studio/${tasks[task].path}`, {
      method: 'POST',
      json: request,
      headers: { 'idempotency-key': key },
    }),
  readOrder: (id: string) => call(Order, `${paths.orders}/${id}`),
  openJobs: () => call(JobList, paths.jobs),
  cancel: (jobId: string) => call(Job, `${paths.jobs}/${jobId}/cancel`, { method: 'POST' }),
  job: (id: string) => call(Job, `${paths.jobs}/${id}`),
  /** Without a cursor: no events, and the cursor of now. */
  events: (after: number | null) => call(EventPage, paths.events, { query: { after: after ?? undefined } }),

  assets: () => call(AssetPage, paths.assets),
  asset: (id: string) => call(Asset, `${paths.assets}/${id}`),
  changeAsset: (id: string, change: AssetChange) =>
    call(Asset, `${paths.assets}/${id}`, { method: 'PATCH', json: change }),
  importPicture: (request: ImportRequest) => call(Asset, paths.import, { method: 'POST', json: request }),
  upload: (file: Blob, query: UploadQuery) =>
    call(Asset, paths.assets, { method: 'POST', file, query: { ...query } }),

  /** A file larger than one request takes: announced, sent in numbered parts, then made one. */
  startUpload: (start: UploadStart) => call(Upload, paths.uploads, { method: 'POST', json: start }),
  readUpload: (id: string) => call(Upload, `${paths.uploads}/${id}`),
  putPart: (id: string, n: number, part: Blob) =>
    call(Upload, `${paths.uploads}/${id}/parts/${n}`, {
      method: 'PUT',
      file: new Blob([part], { type: 'application/octet-stream' }),
    }),
  completeUpload: (id: string) => call(Asset, `${paths.uploads}/${id}/complete`, { method: 'POST' }),

  /** The signed list of what is off at sites; null when there is none newer than `version`. Nobody's name goes with it. */
  async switches(version: number | null): Promise<SignedSwitches | null> {
    const headers = version === null ? undefined : { 'if-none-match': `"${version}"` }
    const answer = await fetch(new URL(paths.switches, __API_ORIGIN__), {
      ...(headers && { headers }),
      credentials: 'omit',
      cache: 'no-store',
    }).catch(() => {
      throw unreachable()
    })
    if (answer.status === 204 || answer.status === 304) return null
    const signed = SignedSwitches.safeParse(await answer.json().catch(() => null))
    if (!answer.ok || !signed.success) throw unreadable(answer)
    return signed.data
  },

  /** The bytes of an address that is its own content (data:). Nothing is sent anywhere. */
  openData: async (address: string) => (await fetch(address)).blob(),

  /** The bytes of an asset. */
  async open(asset: Asset): Promise<Blob> {
    const answer = await fetch(asset.url, { credentials: 'omit' }).catch(() => {
      throw unreachable()
    })
    if (!answer.ok) throw unreadable(answer)
    return answer.blob()
  },
}
