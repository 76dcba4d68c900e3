import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { bearer } from 'better-auth/plugins/bearer'
import { organization } from 'better-auth/plugins/organization'
import { paths } from '../../shared/api.ts'
import type { Context } from '../context.ts'
import * as schema from '../db/schema.ts'
import type { Settings } from '../env.ts'
import { wordsOf } from '../log.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { homeOf } from './workspaces.ts'

export const minPassword = 8
export const maxPassword = 128

const day = 24 * 60 * 60

/** Our words for better-auth's tables. */
const tables = {
  user: schema.users,
  session: schema.sessions,
  account: schema.credentials,
  verification: schema.verifications,
  organization: schema.workspaces,
  member: schema.members,
  invitation: schema.invitations,
}

const failure = (message: unknown, causes: unknown[]) => ({
  error: [message, ...causes.filter((cause) => cause instanceof Error)].map(wordsOf).join(': '),
})

const makeAuth = ({ db, settings, now, log }: Context) =>
  betterAuth({
    appName: 'Atelier',
    baseURL: settings.publicOrigin,
    basePath: paths.auth,
    secret: settings.authSecret,
    trustedOrigins: [settings.publicOrigin, 'chrome-extension://*', 'moz-extension://*'],
    database: drizzleAdapter(db, { provider: 'sqlite', schema: tables }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: minPassword,
      maxPasswordLength: maxPassword,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: { expiresIn: 7 * day, updateAge: day },
    plugins: [organization(), bearer()],
    databaseHooks: {
      session: {
        create: {
          // Every session begins in a workspace; somebody's first one begins by making theirs.
          before: async (session) => {
            const user = await db.query.users.findFirst({
              where: (users, { eq }) => eq(users.id, session.userId),
            })
            if (!user) throw new Error('a session for nobody')
            const home = await homeOf(db, user, now())
            return { data: { ...session, activeOrganizationId: home.id } }
          },
        },
      },
    },
    // Our own middleware counts requests; and who signs in from where is not kept.
    rateLimit: { enabled: false },
    advanced: { ipAddress: { disableIpTracking: true } },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_, message, ...causes) => log('auth-failed', failure(message, causes)) },
  })

type Auth = ReturnType<typeof makeAuth>

const made = new WeakMap<Settings, Auth>()

/** better-auth, set up once for these bindings. */
export function authOf(ctx: Context): Auth {
  let auth = made.get(ctx.settings)
  if (!auth) made.set(ctx.settings, (auth = makeAuth(ctx)))
  return auth
}
