import type { Context } from '../context.ts'
import { authOf } from './auth.ts'
import { homeOf, memberOf, type Workspace } from './workspaces.ts'

/** Who asks, and whose things they ask about. */
export interface Session {
  user: { id: string; name: string; email: string }
  workspace: Workspace
}

/** Who holds this `Authorization` header; null when it is nobody's. Only members see a workspace. */
export async function sessionOf(ctx: Context, authorization: string): Promise<Session | null> {
  const found = await authOf(ctx).api.getSession({ headers: new Headers({ authorization }) })
  if (!found) return null
  const { id, name, email } = found.user
  const active = found.session.activeOrganizationId
  const workspace =
    (active ? await memberOf(ctx.db, active, id) : null) ?? (await homeOf(ctx.db, { id, name }, ctx.now()))
  return { user: { id, name, email }, workspace }
}
