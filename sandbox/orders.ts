import { z } from 'zod'

/**
 * Orders to misbehave. A rule says which requests it means (nothing = all), how often (nothing = until cleared)
 * and what to do. `path` is the whole path, `*` stands for anything; written with a host in front
 * (`HOST/path`) it means that host alone. `key` is the bearer key.
 */
const common = {
  match: z
    .strictObject({
      path: z.string().optional(),
      method: z.string().optional(),
      promptIncludes: z.string().optional(),
      key: z.string().optional(),
    })
    .default({}),
  times: z.int().positive().optional(),
}

export const orderSchema = z.discriminatedUnion('do', [
  /** Answer later. */
  z.strictObject({ ...common, do: z.literal('delay'), ms: z.int().min(0) }),
  /** The vendor's own error; with `afterAccept` it first does what was asked, as a gateway that loses the answer. */
  z.strictObject({
    ...common,
    do: z.literal('status'),
    status: z.int().min(400).max(599),
    afterAccept: z.boolean().default(false),
  }),
  /** Cut the connection before doing anything. */
  z.strictObject({ ...common, do: z.literal('drop-before') }),
  /** Do what was asked, then cut the connection without a word. */
  z.strictObject({ ...common, do: z.literal('drop-after-accept') }),
  /** Take the request, do nothing, never answer. */
  z.strictObject({ ...common, do: z.literal('silence') }),
  /** Do what was asked, answer with half of the JSON. */
  z.strictObject({ ...common, do: z.literal('wrong-json') }),
  /** Half of a file: a clean but short answer, or (`cut`) the full length promised and the connection cut. */
  z.strictObject({ ...common, do: z.literal('half-file'), cut: z.boolean().default(false) }),
  /** Accept the task, fail it with the vendor's code. */
  z.strictObject({ ...common, do: z.literal('task-fail'), code: z.int(), error: z.string().optional() }),
  /** Accept the task, never finish it. */
  z.strictObject({ ...common, do: z.literal('task-stall') }),
  /** Take so many times as long. */
  z.strictObject({ ...common, do: z.literal('task-slow'), factor: z.number().positive() }),
  /** Flag what was made as not safe for work. */
  z.strictObject({ ...common, do: z.literal('nsfw') }),
  /** Call back twice, `ms` late, signed with a wrong secret, or never. */
  z.strictObject({
    ...common,
    do: z.literal('webhook'),
    how: z.enum(['twice', 'late', 'forged', 'never']),
    ms: z.int().min(0).default(5000),
  }),
  /**
   * Another catalogue and other prices than the true ones, in all that is answered (`wavespeed/sold.ts`), by path:
   * null is gone, `like` is sold anew with that one's inputs and work, `price` is so many times the price. Inputs are
   * changed by name: null is gone, `as` is its new name, anything else is put into its schema.
   */
  z.strictObject({
    ...common,
    do: z.literal('catalogue'),
    models: z.record(
      z.string(),
      z
        .strictObject({
          like: z.string().optional(),
          price: z.number().positive().optional(),
          inputs: z
            .record(
              z.string(),
              z.looseObject({ as: z.string().optional(), required: z.boolean().optional() }).nullable(),
            )
            .default({}),
        })
        .nullable(),
    ),
  }),
  /** On a submit: its outputs' links are dead from the start. On a file: its link dies now. */
  z.strictObject({ ...common, do: z.literal('expire-links') }),
])

export type Order = z.infer<typeof orderSchema>
export type OrderKind = Order['do']
export type OrderOf<K extends OrderKind> = Extract<Order, { do: K }>

/** What a rule can look at. */
export interface RequestFacts {
  readonly host: string
  readonly path: string
  readonly method: string
  readonly prompt: string
  readonly key: string
}

/** Words in a prompt that misbehave without any order, for people who try the product by hand. */
const standing: readonly Order[] = [
  { match: { promptIncludes: '[refuse]' }, do: 'task-fail', code: 1200 },
  { match: { promptIncludes: '[fail]' }, do: 'task-fail', code: 5000 },
  { match: { promptIncludes: '[stall]' }, do: 'task-stall' },
  { match: { promptIncludes: '[slow]' }, do: 'task-slow', factor: 10 },
  { match: { promptIncludes: '[nsfw]' }, do: 'nsfw' },
]

/** The rules in force: given and cleared by people and tests, asked and used up by requests. */
export interface Orders {
  give(rules: readonly Order[]): void
  clear(): void
  list(): readonly Order[]
  /** The first rule of this kind that means the request, used up by one; undefined when none does. */
  take<K extends OrderKind>(kind: K, facts: RequestFacts): OrderOf<K> | undefined
}

export function openOrders(): Orders {
  let rules: Order[] = []
  return {
    give: (more) => void rules.push(...more.map((rule) => ({ ...rule }))),
    clear: () => void (rules = []),
    list: () => rules,
    take: (kind, facts) => {
      const rule = [...rules, ...standing].find((each) => isOf(each, kind) && means(each.match, facts))
      if (!rule || !isOf(rule, kind)) return undefined
      if (rule.times !== undefined) {
        rule.times -= 1
        if (rule.times === 0) rules = rules.filter((each) => each !== rule)
      }
      return rule
    },
  }
}

function isOf<K extends OrderKind>(order: Order, kind: K): order is OrderOf<K> {
  return order.do === kind
}

function means(match: Order['match'], facts: RequestFacts): boolean {
  const place = match.path?.startsWith('/') ? facts.path : `${facts.host}${facts.path}`
  return (
    (match.path === undefined || fits(match.path, place)) &&
    (match.method === undefined || match.method.toUpperCase() === facts.method) &&
    (match.promptIncludes === undefined || facts.prompt.includes(match.promptIncludes)) &&
    (match.key === undefined || match.key === facts.key)
  )
}

function fits(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text)
}
