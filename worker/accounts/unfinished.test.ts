import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { plans } from '../../shared/plans.ts'
import { openContext, type Context } from '../context.ts'
import { credentials, members, sessions, users } from '../db/schema.ts'
import { balanceOf } from '../ledger.ts'
import { sessionOf } from './session.ts'
import { signIn, signUp, type SignedIn } from './sign-in.ts'

const password = 'correct horse battery'
const living = openContext(env)
/** So much later that nothing of before can still be at work. */
const later = (seconds: number) => openContext(env, () => Date.now() + seconds * 1000)

/** An isolate that dies when it is about to write into this table: from there on nothing is written or read. */
function dying(table: string): Context {
  let dead = false
  const prepare = (statement: string) => {
    dead ||= new RegExp(`^insert into "?${table}"?\\b`, 'i').test(statement)
    if (dead) throw new Error('the isolate is gone')
    return env.DB.prepare(statement)
  }
  const DB = new Proxy(env.DB, {
    get: (target, name) => {
      if (name === 'prepare') return prepare
      const value = Reflect.get(target, name) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...openContext({ ...env, DB }), log: () => undefined }
}

const newEmail = () => `${crypto.randomUUID()}@people.example`
const rowOf = async (email: string) => (await living.db.select().from(users).where(eq(users.email, email)))[0]

/** Signed in, in a workspace of their own, with this month's credits. */
async function mustBeWhole({ token, user }: SignedIn) {
  const session = await sessionOf(living, `Bearer ${token}`)
  expect(session?.user.id).toBe(user.id)
  const { id, plan } = session!.workspace
  expect(await living.db.select().from(members).where(eq(members.userId, user.id))).toMatchObject([
    { organizationId: id, role: 'owner' },
  ])
  const balance = await balanceOf(living, id, plan)
  expect(Object.fromEntries(balance.map(({ unit, available }) => [unit, available]))).toEqual(
    plans.free.grants,
  )
}

describe('a sign-up that dies', () => {
  it('before it has written anything is made again', async () => {
    const body = { name: 'Ada', email: newEmail(), password }
    await expect(signUp(dying('users'), body)).rejects.toThrow()
    expect(await rowOf(body.email)).toBeUndefined()
    await mustBeWhole(await signUp(living, body))
  })

  it('before it has kept the password is made again, with whatever is given then', async () => {
    const email = newEmail()
    await expect(signUp(dying('credentials'), { name: 'Ada', email, password })).rejects.toThrow()
    const left = await rowOf(email)
    expect(left).toBeDefined()
    expect(await living.db.select().from(credentials).where(eq(credentials.userId, left!.id))).toEqual([])
    await expect(signIn(living, { email, password })).rejects.toMatchObject({ code: 'not-signed-in' })

    const again = { name: 'Ada L.', email: email.toUpperCase(), password: 'another password' }
    await mustBeWhole(await signUp(later(11), again))
    expect((await rowOf(email))?.name).toBe('Ada L.')
    await expect(signIn(living, { email, password })).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  it('is left alone as long as it may still be at work', async () => {
    const email = newEmail()
    await expect(signUp(dying('credentials'), { name: 'Ada', email, password })).rejects.toThrow()
    await expect(signUp(later(5), { name: 'Ada', email, password })).rejects.toMatchObject({
      code: 'bad-input',
    })
    expect(await rowOf(email)).toBeDefined()
  })

  it.each(['workspaces', 'members', 'sessions'])(
    'with its password kept, before its %s, is made whole by signing in',
    async (table) => {
      const body = { name: 'Ada', email: newEmail(), password }
      await expect(signUp(dying(table), body)).rejects.toThrow()
      const left = await rowOf(body.email)
      expect(await living.db.select().from(sessions).where(eq(sessions.userId, left!.id))).toEqual([])
      // Theirs it is: no other sign-up takes it away, however late.
      await expect(signUp(later(3600), { ...body, password: 'another password' })).rejects.toMatchObject({
        code: 'bad-input',
      })
      await mustBeWhole(await signIn(living, body))
    },
  )
})

it('an account with a password is never forgotten', async () => {
  const body = { name: 'Ada', email: newEmail(), password }
  const { user } = await signUp(living, body)
  await expect(signUp(later(3600), body)).rejects.toMatchObject({ code: 'bad-input' })
  expect((await rowOf(body.email))?.id).toBe(user.id)
})
