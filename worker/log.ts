/** What a log line may carry: ids, states, counts. Never a secret, never the words of a prompt. */
export type LogData = Record<string, string | number | boolean | null | undefined>
export type Log = (event: string, data?: LogData) => void

/** One JSON line an event. */
export const log: Log = (event, data = {}) => console.log(JSON.stringify({ event, ...data }))
