import { signal, type ReadonlySignal } from '@preact/signals'

/** A question that changes as somebody types, and its latest answer. */
export interface Asker<Question, Answer> {
  /** Null while there is no answer, or nothing is asked. */
  now: ReadonlySignal<Answer | null>
  /** Asks a moment after the last change; the same question is asked once. `null` takes question and answer back. */
  ask(question: Question | null): void
}

interface Options<Question, Answer> {
  send(question: Question, signal: AbortSignal): Promise<Answer>
  pauseMs: number
  /** What was answered to the last question stays in sight while the next one is on its way. */
  keep?: boolean
}

/** An answer that does not come is no answer: whoever asks has other ways to learn that the server is away. */
export function asker<Question, Answer>(options: Options<Question, Answer>): Asker<Question, Answer> {
  const now = signal<Answer | null>(null)
  let current = ''
  let stop: AbortController | null = null
  return {
    now,
    ask(question) {
      const next = question === null ? '' : JSON.stringify(question)
      if (next === current) return
      current = next
      stop?.abort()
      if (question === null || !options.keep) now.value = null
      if (question === null) return
      const mine = (stop = new AbortController())
      setTimeout(async () => {
        if (mine.signal.aborted) return
        const said = await options.send(question, mine.signal).catch(() => null)
        if (!mine.signal.aborted) now.value = said
      }, options.pauseMs)
    },
  }
}
