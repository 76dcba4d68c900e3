import type { Bindings } from '../env.ts'

/** What befalls a call that leaves the Worker, before it has happened or after. */
export interface Fate {
  /** `silence`: no answer until the caller gives up. `sleep`: it goes on later. `die`: the Worker is gone. */
  what: 'fail' | 'silence' | 'sleep' | 'die'
  after: boolean
}

class Dead extends Error {
  constructor() {
    super('this Worker is dead')
  }
}

interface Outside {
  bindings: Bindings
  fetch: typeof fetch
  /** Null for a call that goes well. */
  fateOf(call: string): Fate | null
  /** The Worker in which this happens is gone, with everything else that it was doing. */
  die(): void
}

/**
 * One invocation of the Worker with every call that leaves it (each query or batch, each object, bell and fetch) in
 * the hands of a schedule. Where nobody asks for a seam there is none.
 */
export function openSeam({ bindings, fetch, fateOf, die }: Outside) {
  let dead = false
  let sleepers: (() => void)[] = []
  let fellAsleep = Promise.withResolvers<void>()

  function refuseWhenDead() {
    if (dead) throw new Dead()
  }

  async function befall({ what }: Fate, call: string) {
    if (what === 'die') die()
    if (what === 'sleep' || what === 'silence') {
      await new Promise<void>((wake) => {
        sleepers.push(wake)
        fellAsleep.resolve()
      })
    }
    refuseWhenDead()
    if (what === 'fail') throw new Error(`${call}: the connection was lost`)
    if (what === 'silence') throw new DOMException(`${call}: no answer in time`, 'TimeoutError')
  }

  async function through<T>(call: string, act: () => Promise<T>): Promise<T> {
    refuseWhenDead()
    const fate = fateOf(call)
    if (fate && !fate.after) await befall(fate, call)
    const result = await act()
    if (fate?.after) await befall(fate, call)
    // What was under way when the Worker died has happened, but nobody hears of it.
    refuseWhenDead()
    return result
  }

  const statement = (inner: D1PreparedStatement, text: string): object => ({
    inner,
    bind: (...values: unknown[]) => statement(inner.bind(...values), text),
    all: () => through(`db ${text}`, () => inner.all()),
    run: () => through(`db ${text}`, () => inner.run()),
    raw: () => through(`db ${text}`, () => inner.raw()),
  })
  const db = {
    prepare: (text: string) => statement(bindings.DB.prepare(text), text),
    batch: (statements: { inner: D1PreparedStatement }[]) =>
      through('db batch', () => bindings.DB.batch(statements.map(({ inner }) => inner))),
  }
  const each = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get(_, property: string & keyof T) {
        const method = target[property] as (...args: unknown[]) => Promise<unknown>
        return (...args: unknown[]) => through(`${name} ${property}`, () => method.apply(target, args))
      },
    })

  return {
    bindings: {
      ...bindings,
      DB: db as unknown as D1Database,
      MEDIA: each('media', bindings.MEDIA),
      BELL: each('bell', bindings.BELL),
    },
    fetch: ((input: string, init?: RequestInit) =>
      through(`fetch ${new URL(input).pathname}`, () => fetch(input, init))) as typeof fetch,
    /** Resolves when a call has fallen asleep, until `wake`. */
    asleep: () => fellAsleep.promise,
    wake() {
      const woken = sleepers
      sleepers = []
      fellAsleep = Promise.withResolvers()
      for (const wake of woken) wake()
    },
    kill() {
      dead = true
    },
  }
}

export type Seam = ReturnType<typeof openSeam>
