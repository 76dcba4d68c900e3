import type { ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import { problems, type Problem } from '../../shared/errors.ts'
import { log, placesOf, wordsOf } from '../log.ts'
import { Refusal, wrongPlaces } from '../problem.ts'
import type { House } from './house.ts'

/** What a schema found wrong, as a refusal. */
export function badInput(error: { issues: readonly z.core.$ZodIssue[] }): Refusal {
  const fields = wrongPlaces(error.issues)
  const places = [...new Set(fields.map(({ path }) => path).filter(Boolean))].slice(0, 5).join(', ')
  // What a model takes is said in full: the field, its limit and the nearest that it takes.
  const first = fields.find(({ path }) => path.startsWith('input.'))
  return new Refusal(
    'bad-input',
    `The request does not read as it should${places ? `: look at ${places}` : ''}.${first ? ` ${first.message}.` : ''} Nothing was done or charged.`,
    'Correct what the list of fields says and send it again.',
    { fields },
  )
}

/** What every route does with input its schema refused. */
export const refuseBadInput = (result: { success: boolean; error?: z.core.$ZodError }): void => {
  if (!result.success && result.error) throw badInput(result.error)
}

function refusalOfHttp(error: HTTPException): Refusal | null {
  if (error.status === 400)
    return new Refusal(
      'bad-input',
      'The body could not be read as JSON. Nothing was done or charged.',
      'Send valid JSON with Content-Type: application/json.',
    )
  if (error.status === 413)
    return new Refusal(
      'too-large',
      'The body is larger than this call takes. Nothing was done or charged.',
      'Send less: the document of the API says how much it takes.',
    )
  if (error.status === 415)
    return new Refusal(
      'wrong-type',
      'The body is not of a type this call takes. Nothing was done or charged.',
      'Set Content-Type to one of the types the call is documented with.',
    )
  return null
}

const broken = () =>
  new Refusal(
    'broken',
    'Something failed on our side; it is not your fault. What was already under way goes on or is released.',
    'Try again in a minute. If it stays, tell us the number of this request.',
  )

/** The body of every bad answer. */
function problemOf(refusal: Refusal, requestId: string): Problem {
  const [status, title] = problems[refusal.code]
  return {
    ...refusal.extra,
    type: `https://atelier.example/problems/${refusal.code}`,
    code: refusal.code,
    status,
    title,
    detail: refusal.message,
    remedy: refusal.remedy,
    requestId,
    ...(refusal.fields ? { fields: refusal.fields } : {}),
  }
}

function answer(refusal: Refusal, requestId: string, headers: Headers): Response {
  const problem = problemOf(refusal, requestId)
  headers.set('Content-Type', 'application/problem+json')
  headers.set('Cache-Control', 'no-store')
  if (problem.status === 429) headers.set('Retry-After', '60')
  if (problem.status === 401) headers.set('WWW-Authenticate', 'Bearer')
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

/** The one place where what went wrong becomes an answer. What we did not foresee is logged, never told. */
export const onError: ErrorHandler<House> = (error, c) => {
  const requestId = c.var.requestId ?? crypto.randomUUID()
  const refusal =
    error instanceof Refusal ? error : error instanceof HTTPException ? refusalOfHttp(error) : null
  if (!refusal) log('broken', { requestId, error: wordsOf(error), places: placesOf(error) })
  c.set('refused', refusal?.code ?? 'broken')
  return answer(refusal ?? broken(), requestId, new Headers(c.res.headers))
}

export const onNotFound: NotFoundHandler<House> = (c) => {
  throw new Refusal(
    'not-found',
    `There is no ${c.req.method} at ${c.req.path}.`,
    'The calls there are, are listed at /api/openapi.json.',
  )
}
