/** A webhook as it came in, kept until a test asks for it. */
export interface Rung {
  path: string
  headers: Record<string, string>
  body: string
}
