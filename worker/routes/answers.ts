import type { z } from 'zod'
import { Problem, problems, type ProblemCode } from '../../shared/errors.ts'

/** A good answer with a JSON body. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A JSON body a call cannot do without. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

/**
 * The ways a call can end badly, for its document: what is named, and what may happen to every call. They are
 * thrown, never returned, so the handler's type does not speak of them.
 */
export function refusals(...codes: ProblemCode[]): Record<never, never> {
  const byStatus = new Map<number, string[]>()
  for (const code of [...codes, 'too-many-requests', 'broken'] as const) {
    const [status, title] = problems[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${code}\`: ${title}.`])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      status,
      { description: lines.join(' '), content: { 'application/problem+json': { schema: Problem } } },
    ]),
  )
}
