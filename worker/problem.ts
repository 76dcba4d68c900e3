import type { z } from 'zod'
import type { ProblemCode } from '../shared/errors.ts'

/** A refusal on its way to becoming problem+json: thrown by verbs, turned into an answer in one place. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly remedy: string
  readonly fields: { path: string; message: string }[] | undefined
  readonly extra: Record<string, unknown>

  /** `detail` says what happened and why; `remedy` what to do next; both are shown to people. */
  constructor(
    code: ProblemCode,
    detail: string,
    remedy: string,
    more: { fields?: { path: string; message: string }[]; extra?: Record<string, unknown> } = {},
  ) {
    super(detail)
    this.code = code
    this.remedy = remedy
    this.fields = more.fields
    this.extra = more.extra ?? {}
  }
}

/** One line per wrong place; an unknown name is a place of its own. */
export function wrongPlaces(
  issues: readonly z.core.$ZodIssue[],
  under: readonly PropertyKey[] = [],
): { path: string; message: string }[] {
  return issues.flatMap((issue) => {
    const path = [...under, ...issue.path].join('.')
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }]
    const message = path.startsWith('input') ? issue.message : 'not a known name'
    return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message }))
  })
}
