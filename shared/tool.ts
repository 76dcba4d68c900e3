import type { Fields } from './fields.ts'

/** A tool that both sides have, in words and fields: the extension does it on the machine, the API for programs. */
export interface SharedTool {
  title: string
  /** What comes of it, in one line. */
  about: string
  /** The word on the button. */
  verb: string
  fields: Fields
}
