import { z } from 'zod/mini'

/**
 * The typed protocol between our windows: panel ↔ page script, background → panel.
 * Blobs travel as they are: the manifest asks for structured-clone messages. Written with zod's small form: it is
 * part of the script that is put into pages.
 */

/** How the panel was called, kept for its tab until the next call. */
export const Call = z.strictObject({
  tabId: z.int(),
  frameId: z.int(),
  /**
   * `compose`: at an editor; `picture`: on one; `pick`: to pick one; `tool`: on one, for a tool of this machine; `open`:
   * with nothing in hand.
   */
  kind: z.enum(['compose', 'picture', 'pick', 'tool', 'open']),
  /** The address the browser shows the picture from, for `picture` and `tool`. */
  picture: z.nullable(z.string()),
  /** Which line of the menu, for `tool`. */
  tool: z.optional(z.string()),
  pageUrl: z.string(),
  at: z.int(),
})
export type Call = z.infer<typeof Call>

/** What the page script sees of the place it was called at: the user's own draft and nothing else of the page. */
export const PageView = z.strictObject({
  /** Title of the site file that knows this page, or null for any other page. */
  site: z.nullable(z.string()),
  /** Name of the composer that was found or that can be opened here, or null. */
  spot: z.nullable(z.string()),
  draft: z.string(),
  /** Whether it has a line of its own for a title or subject. */
  hasTitle: z.boolean(),
  /** Whether there is a place for text only once a file is there. */
  fileFirst: z.boolean(),
  takesFiles: z.boolean(),
})
export type PageView = z.infer<typeof PageView>

/**
 * What truly happened, read back from the composer: never "we dispatched the event".
 * `way` ends the sentence "The picture was …"; `why` is a sentence of its own.
 */
export const Outcome = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), way: z.string() }),
  z.strictObject({
    ok: z.literal(false),
    why: z.string(),
    /** Something of it stands there now, or may: a second try could double it. */
    touched: z.optional(z.literal(true)),
  }),
])
export type Outcome = z.infer<typeof Outcome>

/** Ways that are switched off at the moment, such as "text:typed" or "file:pasted". */
const without = z._default(z.array(z.string()), [])

export const PageAsk = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('look') }),
  z.strictObject({ type: z.literal('insert-title'), text: z.string(), without }),
  z.strictObject({ type: z.literal('insert-text'), text: z.string(), without }),
  z.strictObject({ type: z.literal('insert-file'), file: z.instanceof(Blob), name: z.string(), without }),
  z.strictObject({ type: z.literal('show-panel'), tabId: z.int() }),
  z.strictObject({ type: z.literal('hide-panel') }),
])
export type PageAsk = z.input<typeof PageAsk>

/** What the page script answers to each ask. */
export const answers = {
  look: PageView,
  'insert-title': Outcome,
  'insert-text': Outcome,
  'insert-file': Outcome,
  'show-panel': Outcome,
  'hide-panel': Outcome,
} as const satisfies Record<PageAsk['type'], z.ZodMiniType>
export type Answer<Type extends PageAsk['type']> = z.infer<(typeof answers)[Type]>

/** What the button that is always there says to the background. */
export const ButtonAsk = z.discriminatedUnion('type', [
  /** May it stand at this field? Answered by a word. */
  z.strictObject({ type: z.literal('button-at'), field: z.string() }),
  z.strictObject({ type: z.literal('button-pressed') }),
  z.strictObject({
    type: z.literal('button-off'),
    where: z.enum(['field', 'site', 'everywhere']),
    field: z.string(),
  }),
])
export type ButtonAsk = z.infer<typeof ButtonAsk>
/** `leave`: it has no business on this site any more. */
export type ButtonWord = 'stand' | 'not-here' | 'leave'
