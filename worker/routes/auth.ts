import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { paths } from '../../shared/api.ts'
import { maxPassword, minPassword } from '../accounts/auth.ts'
import { signIn, signOut, signUp } from '../accounts/sign-in.ts'
import type { House } from '../middleware/house.ts'
import { limitSignIn } from '../middleware/limit.ts'
import { signedIn } from '../middleware/session.ts'
import { json, jsonBody, refusals } from './answers.ts'

export const auth = new OpenAPIHono<House>()

const email = z.email('not an e-mail address').max(254)

const SignUp = z.strictObject({
  name: z.string().trim().min(1, 'is empty').max(100),
  email,
  password: z
    .string()
    .min(minPassword, `at least ${minPassword} characters`)
    .max(maxPassword, `at most ${maxPassword} characters`),
})

const SignIn = z.strictObject({ email, password: z.string().min(1, 'is empty').max(1000) })

const SignedIn = z.strictObject({
  /** Sent as `Authorization: Bearer`; good until 7 days after its last use. */
  token: z.string(),
  user: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
})

const signUpByEmail = createRoute({
  method: 'post',
  path: `${paths.auth}/sign-up/email`,
  summary: 'Make an account with a workspace of its own, and sign in',
  tags: ['Account'],
  request: { body: jsonBody(SignUp) },
  responses: {
    200: json(SignedIn, 'The token, also in the header set-auth-token'),
    ...refusals('bad-input', 'wrong-type'),
  },
})

auth.openapi(signUpByEmail, async (c) => {
  const body = c.req.valid('json')
  await limitSignIn(c.env, c.req.header('cf-connecting-ip'), body.email)
  const answer = await signUp(c.var.ctx, body)
  c.header('set-auth-token', answer.token)
  return c.json(answer, 200)
})

const signInByEmail = createRoute({
  method: 'post',
  path: `${paths.auth}/sign-in/email`,
  summary: 'Sign in with e-mail and password',
  tags: ['Account'],
  request: { body: jsonBody(SignIn) },
  responses: {
    200: json(SignedIn, 'The token, also in the header set-auth-token'),
    ...refusals('bad-input', 'not-signed-in', 'wrong-type'),
  },
})

auth.openapi(signInByEmail, async (c) => {
  const body = c.req.valid('json')
  await limitSignIn(c.env, c.req.header('cf-connecting-ip'), body.email)
  const answer = await signIn(c.var.ctx, body)
  c.header('set-auth-token', answer.token)
  return c.json(answer, 200)
})

const signOutHere = createRoute({
  method: 'post',
  path: `${paths.auth}/sign-out`,
  summary: 'End this session; its token is worth nothing afterwards',
  tags: ['Account'],
  ...signedIn,
  responses: { 204: { description: 'Signed out' }, ...refusals('not-signed-in') },
})

auth.openapi(signOutHere, async (c) => {
  await signOut(c.var.ctx, c.req.header('authorization') ?? '')
  return c.body(null, 204)
})
