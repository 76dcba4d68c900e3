import { DrizzleQueryError } from 'drizzle-orm/errors'

/** What a log line may carry: ids, states, counts. Never a secret, never the words of a prompt. */
export type LogData = Record<string, string | number | boolean | null | undefined>
export type Log = (event: string, data?: LogData) => void

/** One JSON line an event. */
export const log: Log = (event, data = {}) => console.log(JSON.stringify({ event, ...data }))

/** Queries of addresses carry signatures, and the paths of webhooks their tokens. */
const withoutSecrets = (text: string) =>
  text
    .replaceAll(/(https?:\/\/[^\s?"'<>]*)\?[^\s"'<>]*/g, '$1?…')
    .replaceAll(/(\/api\/hooks\/[\w-]+\/[\w-]+)\/[\w-]+/g, '$1/…')

/**
 * What went wrong, for a log line. A failed query tells its values in its message, so its cause speaks for it; a
 * text that is no JSON is quoted in its error, so that it is not JSON has to do.
 */
export function wordsOf(error: unknown): string {
  if (error instanceof DrizzleQueryError) return `${error.query}: ${error.cause?.message ?? 'failed'}`
  if (error instanceof SyntaxError) return 'SyntaxError: the text could not be read'
  return withoutSecrets(String(error))
}

/** Where it went wrong, without the message at its head. */
export function placesOf(error: Error): string | undefined {
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return places?.slice(0, 12).join('\n')
}
