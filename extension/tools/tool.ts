import type { Fields, Values } from '../../shared/fields.ts'

/** Every tool there is; the panel knows them by these names and never loads their code. */
export const toolIds = ['pan-zoom'] as const
export type ToolId = (typeof toolIds)[number]

export const isToolId = (id: string): id is ToolId => (toolIds as readonly string[]).includes(id)

export interface Watch {
  signal: AbortSignal
  /** 0 to 1. */
  progress(share: number): void
}

/** Something the user's own machine does to a file: free and private. One file is one tool; it runs in a worker. */
export interface Tool {
  title: string
  /** MIME types it takes. */
  accepts: readonly string[]
  fields: Fields
  /** Whether this browser can do it. */
  works(): Promise<boolean>
  run(file: Blob, options: Values, watch: Watch): Promise<Blob>
}
