/** What was before, and what was taken back. */
export interface Past<T> {
  before: readonly T[]
  after: readonly T[]
}

export const noPast: Past<never> = { before: [], after: [] }

/** So many steps can be taken back. */
const longest = 100

/** Notes what stood before a change; one that `joins` the last is the same step, as a slider on its way. */
export const noted = <T>(past: Past<T>, stood: T, joins: boolean): Past<T> =>
  joins ? { ...past, after: [] } : { before: [...past.before, stood].slice(-longest), after: [] }

/** One step back: what stands then, and the past as it is then. Null where there is none. */
export function undone<T>({ before, after }: Past<T>, stands: T): { now: T; past: Past<T> } | null {
  const now = before.at(-1)
  if (now === undefined) return null
  return { now, past: { before: before.slice(0, -1), after: [...after, stands] } }
}

export function redone<T>({ before, after }: Past<T>, stands: T): { now: T; past: Past<T> } | null {
  const now = after.at(-1)
  if (now === undefined) return null
  return { now, past: { before: [...before, stands], after: after.slice(0, -1) } }
}
