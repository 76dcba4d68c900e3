import { cors as honoCors } from 'hono/cors'

/**
 * Any page may call, because nothing here trusts a browser: there are no cookies, and a call without its bearer
 * token is nobody's.
 */
export const cors = honoCors({
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH'],
  allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match', 'Range'],
  exposeHeaders: [
    'set-auth-token',
    'ETag',
    'X-Request-Id',
    'Retry-After',
    'Content-Range',
    'Accept-Ranges',
    'Content-Disposition',
  ],
  maxAge: 24 * 60 * 60,
})
