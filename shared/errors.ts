import { z } from 'zod'

/** Every way a call can end badly: the status it answers, and its title. */
export const problems = {
  'bad-input': [400, 'Something in the request is not right'],
  'consent-needed': [400, 'This needs your word'],
  'not-signed-in': [401, 'You are not signed in'],
  'out-of-credits': [402, 'Not enough credits'],
  'not-in-plan': [403, 'Not part of your plan'],
  'not-found': [404, 'There is nothing here'],
  'price-changed': [409, 'The price has changed'],
  'key-reused': [409, 'This key was used for another request'],
  'too-late': [409, 'It is too late for that'],
  'too-large': [413, 'Too large'],
  'wrong-type': [415, 'Not a kind of file we take'],
  'unreachable-picture': [422, 'The picture could not be fetched'],
  'too-many-open': [429, 'Too much at once'],
  'too-many-requests': [429, 'Too many requests'],
  broken: [500, 'Something broke on our side'],
  unavailable: [503, 'Not available at the moment'],
  'spending-stop': [503, 'Stopped for today'],
} as const satisfies Record<string, readonly [number, string]>
export type ProblemCode = keyof typeof problems

/** RFC 9457 problem details: what, why, what to do next, and whether anything was charged or lost. */
export const Problem = z.looseObject({
  type: z.string(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  status: z.int(),
  title: z.string(),
  /** What happened and why, in a sentence for a person. */
  detail: z.string(),
  /** What to do next, in a sentence for a person. */
  remedy: z.string(),
  requestId: z.string(),
  /** Bad input only: where in the request, and what was wrong there. */
  fields: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
