import { z } from 'zod'

/** Every id says what it names, so that a wrong one is refused at the border and read at a glance in a log. */
export const idPrefixes = {
  order: 'ord',
  job: 'job',
  file: 'fil',
  asset: 'ast',
  upload: 'upl',
  grant: 'grt',
  line: 'lin',
} as const
export type IdKind = keyof typeof idPrefixes

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * A sortable id: prefix, 9 characters of time, 16 random ones (80 bits), in Crockford's base 32.
 * The caller gives the clock (UTC milliseconds) and 16 random bytes: this room has neither.
 */
export function makeId(kind: IdKind, now: number, random: Uint8Array): string {
  let time = ''
  for (let rest = now, i = 0; i < 9; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time
  let tail = ''
  for (const byte of random.subarray(0, 16)) tail += alphabet[byte % 32]
  return `${idPrefixes[kind]}_${time}${tail}`
}

/** `words`: what is said of anything else, where more can be said than that it is no such id. */
export function idOf(kind: IdKind, words?: z.core.$ZodErrorMap) {
  const error = words ?? `not the id of a ${kind}`
  return z
    .string({ ...(words ? { error: words } : {}) })
    .regex(new RegExp(`^${idPrefixes[kind]}_[0-9a-hjkmnp-tv-z]{25}$`), { error })
}
