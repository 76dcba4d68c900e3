import { and, eq, lt, sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { users } from '../db/schema.ts'

/** A sign-up that made its user no longer ago than this may still be at work. */
const atWorkMs = 10_000

/**
 * A sign-up is several writes, of which the first makes the user. One that died after it has left an e-mail that is
 * taken by somebody without a password: nobody can be them, and nothing can hang on them. They are forgotten before
 * the next sign-up with that e-mail. What died later needs no healing here: whoever has a password signs in, and a
 * first session makes the workspace, a first look at the balance the credits.
 */
export async function forgetUnfinished({ db, now }: Context, email: string): Promise<void> {
  await db
    .delete(users)
    .where(
      and(
        eq(users.email, email.trim().toLowerCase()),
        lt(users.createdAt, new Date(now() - atWorkMs)),
        sql`not exists (select 1 from credentials where user_id = users.id)`,
        sql`not exists (select 1 from members where user_id = users.id)`,
      ),
    )
}
