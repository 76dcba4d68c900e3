import { z } from 'zod/mini'

/**
 * What the panel and a page say to each other about pictures, over a line of its own: it ends with the panel, and
 * with the line everything of ours ends in the page. Written with zod's small form, as messages.ts is.
 */

export const lineName = 'pictures'

/** Panel → page. */
export const PictureAsk = z.discriminatedUnion('type', [
  /** Let the person pick a picture; answered by `picked` or `left`. */
  z.strictObject({ type: z.literal('pick') }),
  /** A key that was pressed in the panel while a picture is being picked. */
  z.strictObject({ type: z.literal('key'), key: z.string(), shift: z.boolean() }),
  z.strictObject({ type: z.literal('stop') }),
  /** The picture that was right-clicked; answered by `picked`. */
  z.strictObject({ type: z.literal('find'), address: z.string() }),
  /** Brings the picked one into sight and keeps ours out of it; answered by `in-sight`. */
  z.strictObject({ type: z.literal('show') }),
  /** Puts the page back as it was before `show`. */
  z.strictObject({ type: z.literal('put-back') }),
])
export type PictureAsk = z.infer<typeof PictureAsk>

const Box = z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
export type Box = z.infer<typeof Box>

/** What became of reading a picture in its page. */
export const Read = z.discriminatedUnion('state', [
  /** `file`: its own file. `drawn`: the pixels the page shows. */
  z.strictObject({ state: z.literal('read'), file: z.instanceof(Blob), way: z.enum(['file', 'drawn']) }),
  /** The page may not read it; `why` is a sentence. */
  z.strictObject({ state: z.literal('closed'), why: z.string() }),
  /** There is no picture to be had there, by nobody; `why` is a sentence. */
  z.strictObject({ state: z.literal('none'), why: z.string() }),
])
export type Read = z.infer<typeof Read>

/** A picture somebody meant, with its bytes where the page could read them. */
export const Picked = z.strictObject({
  what: z.string(),
  /** Where its file may lie, best first. */
  addresses: z.array(z.string()),
  read: Read,
  /** Whether it stands in the page, so that it can be cut out. */
  placed: z.boolean(),
  pageUrl: z.string(),
})
export type Picked = z.infer<typeof Picked>

/** Page → panel. */
export const PictureNews = z.discriminatedUnion('type', [
  /** What a press would take now, in words; empty when there is nothing. */
  z.strictObject({ type: z.literal('at'), words: z.string() }),
  /** The person has made up their mind; `picked` follows once it was read. */
  z.strictObject({ type: z.literal('meant') }),
  z.strictObject({ type: z.literal('picked'), picked: Picked }),
  z.strictObject({ type: z.literal('left') }),
  /** In CSS pixels of the window; null when it is gone. `cut`: a part of it stays out of sight. */
  z.strictObject({ type: z.literal('in-sight'), box: z.nullable(Box), view: Box, cut: z.boolean() }),
])
export type PictureNews = z.infer<typeof PictureNews>
