import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import { paths } from '../../shared/api.ts'
import { Refusal } from '../problem.ts'
import type { House } from './house.ts'

const tooMany = () =>
  new Refusal(
    'too-many-requests',
    'More requests came in a minute than we take from one place. This one was not looked at; nothing was charged.',
    'Wait a minute, then go on.',
  )

/** Cloudflare writes this header itself; on a developer's machine it is absent and all are one. */
const addressOf = (header: string | undefined) => `address:${header ?? 'local'}`

async function take(limit: RateLimit, key: string): Promise<void> {
  const { success } = await limit.limit({ key })
  if (!success) throw tooMany()
}

/** A vendor rings for everybody from a few addresses: its webhooks are counted by job, without their token. */
const hookOf = (path: string) =>
  path.startsWith(`${paths.hooks}/`) ? path.slice(0, path.lastIndexOf('/')) : null

/** Counts a request for the person who asks or the job that is rung for, else for the address it comes from. */
export const limit = createMiddleware<House>(async (c, next) => {
  const { session } = c.var
  const who = session ? `person:${session.user.id}` : hookOf(c.req.path)
  await take(c.env.REQUEST_LIMIT, who ?? addressOf(c.req.header('cf-connecting-ip')))
  await next()
})

/** Tighter, before a password is looked at: by address, and by e-mail for guesses that come from many. */
export async function limitSignIn(
  bindings: House['Bindings'],
  address: string | undefined,
  email: string,
): Promise<void> {
  await take(bindings.SIGN_IN_LIMIT, addressOf(address))
  await take(bindings.SIGN_IN_LIMIT, `email:${email.toLowerCase()}`)
}

/** Tighter, as a change of a picture costs us something and the person nothing. */
export const limitEdits = (bindings: House['Bindings'], userId: string): Promise<void> =>
  take(bindings.EDIT_LIMIT, `person:${userId}`)

/** Calls with a JSON body; an upload measures its own while it streams. */
const maxBodyBytes = 1024 * 1024

const measured = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new HTTPException(413)
  },
})

export const smallBody = createMiddleware<House>((c, next) =>
  c.req.path === paths.assets || c.req.method === 'PUT' ? next() : measured(c, next),
)
