import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    sandboxUrl: string
    /** Answers a GET with every webhook the sandbox has sent. */
    hooksUrl: string
    /** Small real files by name, in base 64. */
    files: Record<string, string>
  }
}
