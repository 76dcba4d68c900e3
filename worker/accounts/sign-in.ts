import { isAPIError } from 'better-auth/api'
import type { Context } from '../context.ts'
import { Refusal } from '../problem.ts'
import { authOf, maxPassword, minPassword } from './auth.ts'
import { forgetUnfinished } from './unfinished.ts'

export interface SignedIn {
  token: string
  user: { id: string; name: string; email: string }
}

const refusals: Record<string, () => Refusal> = {
  INVALID_EMAIL_OR_PASSWORD: () =>
    new Refusal(
      'not-signed-in',
      'The e-mail and the password do not belong together. Nothing was changed.',
      'Check both and try again, or create an account.',
    ),
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: () =>
    new Refusal(
      'bad-input',
      'There is already an account with this e-mail. No second one was made.',
      'Sign in with it, or use another e-mail.',
      { fields: [{ path: 'email', message: 'already has an account' }] },
    ),
  PASSWORD_TOO_SHORT: () =>
    new Refusal(
      'bad-input',
      `The password is shorter than ${minPassword} characters. No account was made.`,
      'Choose a longer one.',
      { fields: [{ path: 'password', message: `at least ${minPassword} characters` }] },
    ),
  PASSWORD_TOO_LONG: () =>
    new Refusal(
      'bad-input',
      `The password is longer than ${maxPassword} characters. No account was made.`,
      'Choose a shorter one.',
      { fields: [{ path: 'password', message: `at most ${maxPassword} characters` }] },
    ),
  INVALID_EMAIL: () =>
    new Refusal('bad-input', 'This is not an e-mail address. Nothing was changed.', 'Check its spelling.', {
      fields: [{ path: 'email', message: 'not an e-mail address' }],
    }),
}

/** better-auth's answer, its token in the form that carries our signature, its refusals in our words. */
async function asked(
  call: Promise<{ headers: Headers; response: { user: SignedIn['user'] } }>,
): Promise<SignedIn> {
  try {
    const { headers, response } = await call
    const token = headers.get('set-auth-token')
    if (!token) throw new Error('signed in without a token')
    const { id, name, email } = response.user
    return { token, user: { id, name, email } }
  } catch (error) {
    if (!isAPIError(error)) throw error
    throw refusals[error.body?.code ?? '']?.() ?? error
  }
}

/** Makes an account with a workspace of its own and signs in. Refuses `bad-input` for a taken e-mail. */
export async function signUp(ctx: Context, body: { name: string; email: string; password: string }) {
  await forgetUnfinished(ctx, body.email)
  return asked(authOf(ctx).api.signUpEmail({ body, returnHeaders: true }))
}

/** Refuses `not-signed-in` in the same words and time for a wrong e-mail as for a wrong password. */
export const signIn = (ctx: Context, body: { email: string; password: string }) =>
  asked(authOf(ctx).api.signInEmail({ body, returnHeaders: true }))

/** Ends the session this header carries; there is nothing to end the second time. */
export async function signOut(ctx: Context, authorization: string): Promise<void> {
  await authOf(ctx).api.signOut({ headers: new Headers({ authorization }) })
}
