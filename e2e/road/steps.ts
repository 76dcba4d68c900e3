/** One thing that had to happen, and what shows that it did. */
export interface Step {
  name: string
  ok: boolean
  evidence: unknown
  seconds: number
}

export interface Steps {
  list: Step[]
  /** Does one step; what it gives back is the evidence, unless `shows` says what is. The first that fails ends the road. */
  step<T>(name: string, act: () => Promise<T>, shows?: (result: T) => unknown): Promise<T>
}

export function takeSteps(say: (line: string) => void): Steps {
  const list: Step[] = []
  return {
    list,
    step: async (name, act, shows) => {
      const started = performance.now()
      const note = (ok: boolean, evidence: unknown) => {
        const seconds = Math.round((performance.now() - started) / 100) / 10
        list.push({ name, ok, evidence, seconds })
        say(
          `${ok ? '✓' : '✗'} ${name} (${seconds} s)\n    ${typeof evidence === 'string' ? evidence : JSON.stringify(evidence)}`,
        )
      }
      try {
        const result = await act()
        note(true, (shows ? shows(result) : result) ?? 'seen')
        return result
      } catch (error) {
        note(false, error instanceof Error ? error.message : String(error))
        throw error
      }
    },
  }
}

/** What must hold, said as a sentence. */
export function must(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`not so: ${what}`)
}

export function mustEqual(found: unknown, wanted: unknown, what: string): void {
  if (found !== wanted)
    throw new Error(`${what}: found ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`)
}
