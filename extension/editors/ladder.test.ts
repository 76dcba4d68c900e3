import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textArrival, type Arrival } from './arrival.ts'
import { climb, type Ending, type Rung } from './ladder.ts'

const patience = { reaction: 2000, claimed: 4000, whole: 2000, keeps: 400 }
const draft = 'mine '
const sent = 'theirs'

/** What an editor does with one way of being handed a text. */
interface Habit {
  /** It shows the text so much later (milliseconds); never at all where null. */
  after: number | null
  /** It says at once that it takes care of it. */
  claims: boolean
  /** It takes the text back so much after it has shown it, and shows it again after so much; never where null. */
  blinks: { after: number; back: number | null } | null
  /** It keeps a part of it only. */
  part: boolean
}

/** An editor on a clock of its own: nothing waits in earnest. */
function editor(habits: readonly Habit[]) {
  let clock = 0
  const shown: { from: number; to: number; text: string }[] = []
  const hands: number[] = []
  const text = () =>
    draft + shown.flatMap(({ from, to, text }) => (from <= clock && clock < to ? [text] : [])).join('')
  const rungs: Rung[] = habits.map(({ after, claims, blinks, part }, way) => ({
    said: `way ${way}`,
    ready: () => ({
      hand() {
        hands.push(way)
        if (after !== null) {
          const from = clock + after
          const what = part ? sent.slice(0, 3) : sent
          shown.push({ from, to: blinks ? from + blinks.after : Infinity, text: what })
          if (blinks && blinks.back !== null)
            shown.push({ from: from + blinks.after + blinks.back, to: Infinity, text: what })
        }
        return claims
      },
      binds: () => true,
    }),
  }))
  const by = {
    arrival: (): Arrival => textArrival(draft, text(), sent),
    async wait(check: () => boolean, ms: number) {
      const end = clock + ms
      while (!check() && clock < end) clock += 50
    },
    patience,
  }
  return {
    run: (): Promise<Ending> => climb(rungs, by),
    hands,
    /** What stands there when everything has come that will ever come. */
    inTheEnd: () => {
      clock += 60_000
      return text()
    },
  }
}

const times = (text: string) => text.split(sent).length - 1

/** Late within reason: at once said to be taken care of, or shown before anybody gives up. */
const habit = fc
  .record({
    after: fc.option(fc.integer({ min: 0, max: 5900 }), { nil: null }),
    claims: fc.boolean(),
    blinks: fc.option(
      fc.record({
        after: fc.integer({ min: 50, max: 300 }),
        back: fc.option(fc.integer({ min: 50, max: 1800 }), { nil: null }),
      }),
      { nil: null },
    ),
    part: fc.boolean(),
  })
  .map((habit) => (habit.claims || habit.after === null ? habit : { ...habit, after: habit.after % 1950 }))

describe('one way after another', () => {
  test('nothing is ever there twice, and what is said is what stands there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(habit, { maxLength: 4 }), async (habits) => {
        const world = editor(habits)
        const { by, arrival } = await world.run()
        const end = world.inTheEnd()
        expect(times(end)).toBeLessThanOrEqual(1)
        expect(arrival === 'whole').toBe(end === draft + sent)
        expect(by === null).toBe(end === draft)
        expect(new Set(world.hands).size).toBe(world.hands.length)
      }),
      { numRuns: 500 },
    )
  })

  test('a page that said it takes care of it is not asked a second time', async () => {
    const silent: Habit = { after: null, claims: true, blinks: null, part: false }
    const world = editor([silent, { ...silent, after: 0 }])
    expect(await world.run()).toEqual({ by: null, arrival: 'none', claimed: true })
    expect(world.hands).toEqual([0])
  })

  test('what comes while the next way is made ready belongs to the one before', async () => {
    const handed: string[] = []
    let clock = 0
    const rungs: Rung[] = ['first', 'second'].map((said, way) => ({
      said,
      ready() {
        // Opening something takes its time.
        clock += way * 1000
        return { hand: () => (handed.push(said), false) }
      },
    }))
    const ending = await climb(rungs, {
      arrival: () => (handed.length > 0 && clock >= 2300 ? 'whole' : 'none'),
      async wait(check, ms) {
        for (const end = clock + ms; !check() && clock < end;) clock += 50
      },
      patience,
    })
    expect(ending).toMatchObject({ by: { said: 'first' }, arrival: 'whole' })
    expect(handed).toEqual(['first'])
  })

  test('where nothing comes, what was handed over is taken back before the next way', async () => {
    const log: string[] = []
    const rungs: Rung[] = ['field', 'drop'].map((said) => ({
      said,
      ready: () => ({ hand: () => (log.push(said), false), undo: () => log.push(`${said} undone`) }),
    }))
    await climb(rungs, { arrival: () => 'none', wait: async () => {}, patience })
    expect(log).toEqual(['field', 'field undone', 'drop', 'drop undone'])
  })
})
