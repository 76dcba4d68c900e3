/** Handed from the outside of the tests to the inside. */
export interface Provided {
  sandboxUrl: string
  /** Answers a GET with every webhook the sandbox has sent. */
  hooksUrl: string
  /** Small real files by name, in base 64. */
  files: Record<string, string>
  /** How many schedules are played, and from which seed on. */
  faults: { schedules: number; seed: number }
}

declare module 'vitest' {
  interface ProvidedContext extends Provided {}
}

declare global {
  interface ImportMeta {
    /** Vite's: every file of a pattern, read beforehand. */
    glob<T>(pattern: string, options: { eager: true; import: 'default' }): Record<string, T>
  }
}
