import { createMiddleware } from 'hono/factory'
import { sessionOf } from '../accounts/session.ts'
import { Refusal } from '../problem.ts'
import type { House, SignedInHouse } from './house.ts'

/** Finds out who asks, from the bearer token. Decides nothing: that is for the door. */
export const session = createMiddleware<House>(async (c, next) => {
  const authorization = c.req.header('authorization')
  if (authorization) c.set('session', await sessionOf(c.var.ctx, authorization))
  await next()
})

const onlySignedIn = createMiddleware<SignedInHouse>(async (c, next) => {
  const who = c.var.session as SignedInHouse['Variables']['session'] | null
  if (!who)
    throw new Refusal(
      'not-signed-in',
      'This call is only for people who are signed in; the token is missing, or no longer good. Nothing was charged.',
      'Sign in again.',
    )
  await next()
})

/** Spread into a route: the door is locked, and the document says so. */
export const signedIn = { security: [{ bearer: [] }], middleware: onlySignedIn }
