import type { Values } from '../../shared/fields.ts'
import { placements } from '../../shared/platforms.ts'
import type { SharedTool } from '../../shared/tool.ts'
import type { Wanted } from '../codecs/decode.ts'
import type { Picture } from '../raster/picture.ts'

/** Every tool there is; the panel knows them by these names and never loads their code. */
export const toolIds = [
  'compress',
  'convert',
  'resize',
  'rotate',
  'enhance',
  'metadata',
  'watermark',
  'text',
  'quote-card',
  'collage',
  'social',
  'variants',
  'icon-set',
  'carousel',
  'pan-zoom',
] as const
export type ToolId = (typeof toolIds)[number]

export const isToolId = (id: string): id is ToolId => (toolIds as readonly string[]).includes(id)

interface SharedOut {
  field: string
  /** About how long some of its choices take together, beside others. */
  weigh(choices: readonly string[]): number
}

/** Fields of several choices that are made each for itself: workers that are free share them out. */
export const sharedOut: Partial<Record<ToolId, SharedOut>> = {
  social: { field: 'placements', weigh: pixelsOf },
}

/** Places of one size are mostly one file. */
function pixelsOf(ids: readonly string[]): number {
  const sizes = placements.filter(({ id }) => ids.includes(id)).map(({ size }) => size)
  const pixels = new Map(sizes.map(({ width, height }) => [`${width} x ${height}`, width * height]))
  return [...pixels.values()].reduce((a, b) => a + b, 0)
}

export interface Watch {
  signal: AbortSignal
  /** 0 to 1. */
  progress(share: number): void
  /** Something the person should know of what was done, in a sentence. */
  note(words: string): void
  /** The file that a field names: a logo, a second picture. Throws when there is none. */
  file(field: string): Blob
}

/** What a tool is and asks for: read by the screens, without its code. */
export interface ToolFace extends SharedTool {
  /** MIME types it takes, such as "image/*". */
  accepts: readonly string[]
  /** How many files at once: of one comes one, or several come of one, or one of several. */
  takes: { min: number; max: number }
  /** Quick enough to show its result while values are chosen; every tool that changes one picture is. */
  live?: true
}

/** What the worker says of a tool: the screens know no more of it. */
export interface ToolLook extends ToolFace {
  /** Whether this browser can do it. */
  works: boolean
  /** Changes one picture into another: may stand in a row with others. */
  changes: boolean
}

/** Something the user's own machine does to files: free and private. One file is one tool; it runs in a worker. */
export interface Tool extends ToolFace {
  /** Whether this browser can do it. */
  works(): Promise<boolean>
  /** Throws an Error whose message is for the person. */
  run(files: readonly File[], values: Values, watch: Watch): Promise<readonly File[]>
}

/**
 * A tool that changes one picture into another. Several of them in a row are one piece of work: the picture is read
 * once, goes through all of them, and is written once.
 */
export interface PictureTool extends Tool {
  /**
   * The smallest size the picture may be read at without this tool's result being any worse; null: its own. Asked of
   * the first tool in a row.
   */
  wants?(size: { width: number; height: number }, values: Values): Wanted | null
  /** Gives the picture as it is to be from now on; may draw on the frames it was given. */
  change(picture: Picture, values: Values, watch: Watch): Promise<Picture>
}

export const isPictureTool = (tool: Tool): tool is PictureTool => 'change' in tool
