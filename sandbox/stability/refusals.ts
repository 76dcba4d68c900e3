import { randomBytes } from 'node:crypto'

/** The vendor's names and words for each status; some names are not documented and stand for themselves. */
const refusals: Readonly<Record<number, readonly [name: string, text: string]>> = {
  400: ['bad_request', 'some-field: is invalid'],
  401: ['unauthorized', 'authorization: invalid or missing header value'],
  402: [
    'payment_required',
    'You lack sufficient credits to make this request. Please purchase more credits at https://platform.stability.ai/account/credits and try again.',
  ],
  403: [
    'content_moderation',
    'Your request was flagged by our content moderation system, as a result your request was denied and you were not charged.',
  ],
  404: ['not_found', 'The requested result was not found. It may have expired.'],
  413: ['payload_too_large', 'body: payload cannot be larger than 10MiB in size'],
  422: ['unprocessable_entity', 'The request was well-formed, but rejected.'],
  429: ['rate_limit_exceeded', 'You have exceeded the rate limit of 150 requests within a 10 second period.'],
  500: ['internal_error', 'An unexpected server error has occurred, please try again later.'],
}

/** Stability's no: an id, a name, and sentences. */
export function refuse(status: number, text?: string): Response {
  const [name, usual] = refusals[status] ?? [`error_${status}`, `Error ${status}`]
  return Response.json({ id: randomBytes(16).toString('hex'), name, errors: [text ?? usual] }, { status })
}
