import type { ProblemCode } from '../../shared/errors.ts'
import { send, type Answer } from './caller.ts'

/** What the bad inputs are made with: a person's own things, and somebody else's. */
export interface Scene {
  token: string
  /** A still picture, a moving one and a clip of the person's library. */
  picture: string
  moving: string
  clip: string
  /** A picture, a job and an order of somebody else. */
  theirs: { picture: string; job: string; order: string }
  /** An Idempotency-Key that has been used for another order. */
  usedKey: string
  /** A good link to a file, as path and query; and one that has expired. */
  link: string
  expired: string
  /** The address for the webhooks of a job. */
  hook: string
  /** Words that stand in every prompt, and must not be found in the log. */
  words: string
}

/** One bad input: how it is sent, and what has to be said about it. */
export interface BadInput {
  name: string
  send(scene: Scene): Promise<Answer>
  code: ProblemCode
  /** Found in the detail, the remedy or the list of fields. */
  says: RegExp
}

/** A bad input in one line: what it is, the problem, what has to be said, and how it is sent. */
export type Row = [name: string, code: ProblemCode, says: RegExp, how: BadInput['send']]

/** Text sent as it is. */
export const call =
  (path: string, body: string, headers: Record<string, string> = {}) =>
  ({ token }: Scene) =>
    send(path, {
      method: 'POST',
      body,
      token,
      headers: { 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json', ...headers },
    })

/** A call that only reads. */
export const get = (path: string | ((scene: Scene) => string)) => (scene: Scene) =>
  send(typeof path === 'string' ? path : path(scene), { token: scene.token })
