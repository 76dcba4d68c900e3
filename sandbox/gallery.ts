import { Hono } from 'hono'
import { drawFlat, formats, type Format, type Kind } from './flat-pictures.ts'
import { serveFile } from './files.ts'
import type { Vendor, Wire } from './vendor.ts'

/**
 * Hosts of pictures, each with a rule of its own. `/p/KIND-WIDTHxHEIGHT-RRGGBB.ENDING` is a picture of one colour
 * whose upper left quarter is white; KIND says what is odd about it.
 */
const rules: Readonly<
  Record<string, (headers: Headers) => { status?: number; headers?: Record<string, string> }>
> = {
  /** The site the pictures are shown on. */
  'gallery.atelier.example': () => ({}),
  /** Gives to everybody, and says nothing about other sites. */
  'cdn.atelier.example': () => ({}),
  /** Lets other sites read what it gives. */
  'open.atelier.example': () => ({ headers: { 'access-control-allow-origin': '*' } }),
  /** Gives only to those who come from the gallery, as hosts do that are tired of hotlinks. */
  'guarded.atelier.example': (headers) =>
    headers.get('referer')?.startsWith('https://gallery.atelier.example/') ? {} : { status: 403 },
  /** Gives only to those who are signed in. */
  'members.atelier.example': (headers) =>
    /(?:^|; )member=yes(?:;|$)/.test(headers.get('cookie') ?? '') ? {} : { status: 403 },
  /** A site that others show in a frame. */
  'frames.atelier.example': () => ({}),
  /** A site without https. */
  'plain.atelier.example': () => ({}),
  'plain-cdn.atelier.example': () => ({}),
}

const kinds: readonly Kind[] = ['plain', 'turned', 'cmyk', 'wide-gamut', 'moving', 'half', 'page', 'clear']
const address = /^(\w[\w-]*)-(\d{1,5})x(\d{1,5})-([0-9a-f]{6})\.(\w+)$/

const isKind = (word: string): word is Kind => (kinds as readonly string[]).includes(word)
const isFormat = (word: string): word is Format => Object.hasOwn(formats, word)

function hostOf(rule: (typeof rules)[string]): Hono<Wire> {
  const app = new Hono<Wire>()
  app.get('/p/:file', async (c) => {
    const { status, headers = {} } = rule(c.req.raw.headers)
    if (status) return c.text('Not for you.\n', 403)
    const [, kind = '', width, height, colour = '', ending = ''] = address.exec(c.req.param('file')) ?? []
    if (!isKind(kind) || !isFormat(ending)) return c.notFound()
    const { bytes, type } = await drawFlat({
      kind,
      width: Number(width),
      height: Number(height),
      colour,
      format: ending,
    })
    const answer = serveFile(bytes, type, c.req.header('range'))
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
    return answer
  })
  return app
}

export function openGallery(): Vendor {
  return {
    name: 'gallery',
    hosts: Object.fromEntries(Object.entries(rules).map(([host, rule]) => [host, hostOf(rule)])),
    refuse: (status) => new Response(`Error ${status}\n`, { status }),
    tasks: () => [],
    reset: () => undefined,
  }
}
