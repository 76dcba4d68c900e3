/** Why a task failed, in WaveSpeed's own codes (wavespeed.ai/docs/error-codes). */
export class TaskFailure extends Error {
  readonly code: number

  constructor(code: number, message: string = failureTexts[code] ?? `Task failed with code ${code}.`) {
    super(message)
    this.code = code
  }
}

/** A failure that also says what it was about. */
export function failedBecause(code: number, detail: string): TaskFailure {
  return new TaskFailure(code, `${failureTexts[code] ?? 'The task failed.'} (${detail})`)
}

const failureTexts: Readonly<Record<number, string>> = {
  1200: 'The input was rejected by content moderation. Please change your prompt or media and try again.',
  1400: 'A required input is missing.',
  1401: 'An input has a value that is not allowed.',
  1402: 'A media file could not be downloaded. Please check that its URL is publicly reachable.',
  1403: 'The task could not be carried out with these inputs.',
  1405: 'The task failed.',
  5000: 'Internal error. Please try again later.',
  5003: 'The service is unavailable. Please try again later.',
  5004: 'The task timed out.',
}
