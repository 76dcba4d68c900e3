import type { ProblemCode } from '../../shared/errors.ts'
import type { Session } from '../accounts/session.ts'
import type { Context } from '../context.ts'
import type { Bindings } from '../env.ts'

/** What stands on every request once the middleware has run. */
export interface House {
  Bindings: Bindings
  Variables: {
    ctx: Context
    requestId: string
    /** Why it was refused, for the log; null when it was not. */
    refused: ProblemCode | null
    /** Who asks; null when nobody said or the token is not good. */
    session: Session | null
  }
}

/** The same behind a door that is only for people who are signed in. */
export interface SignedInHouse {
  Bindings: Bindings
  Variables: Omit<House['Variables'], 'session'> & { session: Session }
}
