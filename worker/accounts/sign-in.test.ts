import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { Account, paths } from '../../shared/api.ts'
import { plans } from '../../shared/plans.ts'
import { openContext } from '../context.ts'
import { credentials, members, sessions, users } from '../db/schema.ts'
import { newcomer, post, send } from '../test/caller.ts'
import { homeOf } from './workspaces.ts'

const { db } = openContext(env)
const accountOf = async (token: string) => Account.parse((await send(paths.account, { token })).json())
const signUp = (body: object) => post(`${paths.auth}/sign-up/email`, body)
const signIn = (body: object) => post(`${paths.auth}/sign-in/email`, body)

describe('a newcomer', () => {
  it('has a workspace named after them, and this month’s credits', async () => {
    const { token, email } = await newcomer('Ada Lovelace')
    const { user, workspace, balance, spent } = await accountOf(token)
    expect(user).toMatchObject({ name: 'Ada Lovelace', email })
    expect(workspace).toMatchObject({ name: 'Ada Lovelace’s workspace', plan: 'free', planTitle: 'Free' })
    expect(Object.fromEntries(balance.map(({ unit, available }) => [unit, available]))).toEqual(
      plans.free.grants,
    )
    expect(spent.every(({ amount }) => amount === 0)).toBe(true)
  })

  it('gets the token in a header too, and no cookie', async () => {
    const email = `${crypto.randomUUID()}@people.example`
    const answer = await signUp({ name: 'Grace', email, password: 'long enough' })
    expect(answer.headers.get('set-auth-token')).toBe((answer.json() as { token: string }).token)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('access-control-expose-headers')).toContain('set-auth-token')
  })

  it('may have a name no slug can be made of', async () => {
    const { token } = await newcomer('张伟')
    expect((await accountOf(token)).workspace.name).toBe('张伟’s workspace')
  })

  it('is asked for another e-mail when theirs is taken, however it is written', async () => {
    const { email } = await newcomer()
    const answer = await signUp({ name: 'Other', email: email.toUpperCase(), password: 'another one' })
    expect(answer.status).toBe(400)
    expect(answer.problem()).toMatchObject({ code: 'bad-input', fields: [{ path: 'email' }] })
  })

  it.each([
    ['too short a password', { password: 'short' }, 'password'],
    ['no name', { name: '   ' }, 'name'],
    ['no e-mail', { email: 'nobody' }, 'email'],
  ])('is told what is wrong: %s', async (_, wrong, path) => {
    const email = `${crypto.randomUUID()}@people.example`
    const answer = await signUp({ name: 'Ada', email, password: 'long enough', ...wrong })
    expect(answer.status).toBe(400)
    expect(answer.problem().fields?.map((field) => field.path)).toEqual([path])
  })
})

describe('signing in', () => {
  it('gives a session in the same workspace', async () => {
    const { email, password, workspaceId } = await newcomer()
    const answer = await signIn({ email, password })
    expect(answer.status).toBe(200)
    expect((await accountOf((answer.json() as { token: string }).token)).workspace.id).toBe(workspaceId)
  })

  it('says the same for a wrong password as for an unknown e-mail', async () => {
    const { email } = await newcomer()
    const wrong = await signIn({ email, password: 'not the password' })
    const unknown = await signIn({ email: `no-${email}`, password: 'not the password' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const { requestId: _, ...said } = wrong.problem()
    expect(said).toMatchObject({ code: 'not-signed-in' })
    expect(unknown.problem()).toMatchObject(said)
  })

  it('is over after signing out, for that token alone', async () => {
    const { email, password, token } = await newcomer()
    const other = ((await signIn({ email, password })).json() as { token: string }).token
    expect((await send(`${paths.auth}/sign-out`, { method: 'POST', token })).status).toBe(204)
    expect((await send(paths.account, { token })).status).toBe(401)
    expect((await send(paths.account, { token: other })).status).toBe(200)
  })

  it('is over when the session has run out', async () => {
    const { token, userId } = await newcomer()
    await db
      .update(sessions)
      .set({ expiresAt: new Date(0) })
      .where(eq(sessions.userId, userId))
    expect((await send(paths.account, { token })).status).toBe(401)
  })

  it(
    'is stopped after thirty guesses at one e-mail in a minute, wherever they come from',
    { timeout: 60_000 },
    async () => {
      const { email } = await newcomer()
      const guesses = await Promise.all(
        Array.from({ length: 31 }, () => post(`${paths.auth}/sign-in/email`, { email, password: 'x' })),
      )
      const stopped = guesses.filter(({ status }) => status === 429)
      expect(stopped.length).toBeGreaterThan(0)
      expect(stopped[0]?.problem().code).toBe('too-many-requests')
      expect(stopped[0]?.headers.get('retry-after')).toBe('60')
    },
  )
})

describe('a token', () => {
  it('with another signature is nobody’s', async () => {
    const { token } = await newcomer()
    const forged = `${token.slice(0, -6)}AAAAA=`
    expect((await send(paths.account, { token: forged })).status).toBe(401)
  })

  it('shows no workspace its person is not a member of any more', async () => {
    const { token, userId, workspaceId } = await newcomer()
    await db.delete(members).where(eq(members.userId, userId))
    expect((await accountOf(token)).workspace.id).not.toBe(workspaceId)
  })
})

describe('what is kept', () => {
  it('of a password is a salted hash', async () => {
    const [one, two] = await Promise.all([newcomer(), newcomer()])
    const kept = async (userId: string) =>
      (await db.select().from(credentials).where(eq(credentials.userId, userId)))[0]?.password
    const hashes = [await kept(one.userId), await kept(two.userId)]
    expect(one.password).toBe(two.password)
    expect(hashes[0]).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
    expect(hashes[0]).not.toBe(hashes[1])
  })

  it('of a sign-in is neither address nor browser', async () => {
    const { userId } = await newcomer()
    const [session] = await db.select().from(sessions).where(eq(sessions.userId, userId))
    expect(session).toMatchObject({ ipAddress: expect.not.stringMatching(/.+/), userAgent: '' })
  })
})

describe('a first workspace', () => {
  it('is made once, also by two sign-ins at once', async () => {
    const user = { id: crypto.randomUUID(), name: 'Twice' }
    const at = new Date()
    await db
      .insert(users)
      .values({ ...user, email: `${user.id}@people.example`, createdAt: at, updatedAt: at })
    const [one, two] = await Promise.all([homeOf(db, user, 1), homeOf(db, user, 2)])
    expect(one).toEqual(two)
    expect(await db.select().from(members).where(eq(members.userId, user.id))).toHaveLength(1)
  })
})
