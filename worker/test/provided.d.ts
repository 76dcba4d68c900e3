/** Handed from the outside of the tests to the inside. */
export interface Provided {
  sandboxUrl: string
  /** Answers a GET with every webhook the sandbox has sent. */
  hooksUrl: string
  /** Small real files by name, in base 64. */
  files: Record<string, string>
}

declare module 'vitest' {
  interface ProvidedContext extends Provided {}
}
