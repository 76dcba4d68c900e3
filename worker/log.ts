import { DrizzleQueryError } from 'drizzle-orm/errors'

/** What a log line may carry: ids, states, counts. Never a secret, never the words of a prompt. */
export type LogData = Record<string, string | number | boolean | null | undefined>
export type Log = (event: string, data?: LogData) => void

/** One JSON line an event. */
export const log: Log = (event, data = {}) => console.log(JSON.stringify({ event, ...data }))

/** What went wrong, for a log line. A failed query tells its values in its message, so its cause speaks for it. */
export function wordsOf(error: unknown): string {
  if (error instanceof DrizzleQueryError) return `${error.query}: ${error.cause?.message ?? 'failed'}`
  return String(error)
}

/** Where it went wrong, without the message at its head. */
export function placesOf(error: Error): string | undefined {
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return places?.slice(0, 12).join('\n')
}
