import { paths } from '../../shared/api.ts'
import { call, get, type Row } from './bad-input.ts'

const changed = (link: string, name: string, value: string | null) => {
  const url = new URL(link, 'https://api.atelier.example')
  if (value === null) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return url.pathname + url.search
}

const links: Row[] = [
  ['an expired link', 'not-found', /expired/, get((s) => s.expired)],
  [
    'a link with a later end',
    'not-found',
    /changed on its way/,
    get((s) => changed(s.expired, 'expires', '9999999999999')),
  ],
  [
    'a link with another signature',
    'not-found',
    /changed on its way/,
    get((s) => changed(s.link, 'signature', 'A'.repeat(43))),
  ],
  ['a link with half a signature', 'not-found', /changed/, get((s) => changed(s.link, 'signature', 'abc'))],
  ['a link without its signature', 'bad-input', /signature/, get((s) => changed(s.link, 'signature', null))],
  ['a link with NaN for its end', 'bad-input', /expires/, get((s) => changed(s.link, 'expires', 'NaN'))],
  [
    'a link to another file',
    'not-found',
    /changed/,
    get((s) => s.link.replace(/fil_[^?]+/, 'fil_0123456789abcdefghjkmnpqr')),
  ],
  ['a link with a word more', 'bad-input', /surprise/, get((s) => changed(s.link, 'surprise', '1'))],
  ['a file by a path', 'bad-input', /signature/, get((s) => `/files/..%2f${s.words}`)],
]

const things: Row[] = [
  [
    'another workspace’s asset',
    'not-found',
    /nothing by this id/,
    get((s) => `${paths.assets}/${s.theirs.picture}`),
  ],
  ['another workspace’s job', 'not-found', /no such job/, get((s) => `${paths.jobs}/${s.theirs.job}`)],
  [
    'another workspace’s job, to cancel it',
    'not-found',
    /no such job/,
    (s) => call(`${paths.jobs}/${s.theirs.job}/cancel`, '')(s),
  ],
  [
    'another workspace’s order',
    'not-found',
    /no such order/,
    get((s) => `${paths.orders}/${s.theirs.order}`),
  ],
  ['an id with a query in it', 'bad-input', /id/, get(`${paths.jobs}/x'%20or%201=1`)],
  ['an id of another kind', 'bad-input', /id/, get((s) => `${paths.jobs}/${s.picture}`)],
  ['a page of none', 'bad-input', /limit/, get(`${paths.assets}?limit=0`)],
  ['a page of everything', 'bad-input', /limit/, get(`${paths.assets}?limit=1000000`)],
  ['a page of NaN', 'bad-input', /limit/, get(`${paths.assets}?limit=NaN`)],
  ['a cursor nobody gave', 'bad-input', /cursor/, get(`${paths.assets}?cursor=../..`)],
  ['events before the beginning', 'bad-input', /after/, get(`${paths.events}?after=-1`)],
  ['a call there is not', 'not-found', /openapi/, get((s) => `/api/${encodeURIComponent(s.words)}`)],
  [
    'a webhook with another token',
    'not-found',
    /nothing at this address/,
    (s) => call(`${s.hook}x`, '{}')(s),
  ],
  ['a webhook nobody signed', 'not-signed-in', /signature/, (s) => call(s.hook, '{"id":"made up"}')(s)],
  [
    'a webhook signed by somebody else',
    'not-signed-in',
    /signature/,
    (s) =>
      call(s.hook, '{"id":"made up"}', {
        'webhook-id': 'a',
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
        'webhook-signature': 'v3,AAAA',
      })(s),
  ],
  [
    'a webhook of another vendor',
    'not-found',
    /nothing at this address/,
    (s) => call(s.hook.replace('/wavespeed/', '/nobody/'), '{}')(s),
  ],
  [
    'an account without an e-mail',
    'bad-input',
    /email/,
    (s) =>
      call(
        `${paths.auth}/sign-up/email`,
        JSON.stringify({ name: 'A', email: 'none', password: `${s.words} 0123456789` }),
      )(s),
  ],
  [
    'an account with a short password',
    'bad-input',
    /password/,
    call(
      `${paths.auth}/sign-up/email`,
      JSON.stringify({ name: 'A', email: 'a@people.example', password: 'short' }),
    ),
  ],
  [
    'an account with an endless password',
    'bad-input',
    /password/,
    (s) =>
      call(
        `${paths.auth}/sign-up/email`,
        JSON.stringify({ name: 'A', email: 'a@people.example', password: s.words.padEnd(100_000, 'x') }),
      )(s),
  ],
  [
    'a wrong password',
    'not-signed-in',
    /./,
    (s) =>
      call(
        `${paths.auth}/sign-in/email`,
        JSON.stringify({ email: 'nobody@people.example', password: s.words }),
      )(s),
  ],
]

/** Links, ids, webhooks and accounts that are not what they say. */
export const badCalls: readonly Row[] = [...links, ...things]
