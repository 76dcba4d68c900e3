import type { Fields, Values } from '../../shared/fields.ts'

export interface Watch {
  signal: AbortSignal
  /** 0 to 1. */
  progress(share: number): void
}

/** Something the user's own machine does to a file: free and private. One file is one tool. */
export interface Tool {
  title: string
  /** MIME types it takes. */
  accepts: readonly string[]
  fields: Fields
  /** Whether this browser can do it. */
  works(): Promise<boolean>
  run(file: Blob, options: Values, watch: Watch): Promise<Blob>
}
