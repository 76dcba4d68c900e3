import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { bundle } from './bundle.ts'
import { shapePaths } from './linkedin/shapes.ts'
import { siteAddresses, sitePlaces, type Place } from './sites/places.ts'

/** Stand-in pages: what `https://HOST/path` answers when the machine has no network. */
export interface PageAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

export interface Outside {
  /** Draws the shop's pictures; without it they are missing. */
  sandbox?: string
}

// As strict as the real one's: no inline script, no foreign source, HTML only through a policy.
const linkedinPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  'media-src blob:',
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'allow-duplicates' default jSecure highcharts dompurify",
].join('; ')

const shopPolicy = "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'self'"

// Lets everything through that a page could find an extension by, and tells what it stopped.
const suspiciousPolicy =
  "default-src 'self'; connect-src * chrome-extension:; img-src * chrome-extension:; frame-src https:"

const quill = join(import.meta.dirname, '../../node_modules/quill/dist')
const here = (file: string) => join(import.meta.dirname, file)

const hosts: Readonly<Record<string, Place>> = {
  ...sitePlaces,
  'www.linkedin.com': {
    policy: linkedinPolicy,
    files: {
      '/feed/': here('linkedin/feed.html'),
      '/feed/feed.css': here('linkedin/feed.css'),
      '/feed/share-box.css': here('linkedin/share-box.css'),
      '/feed/feed.js': here('linkedin/feed.ts'),
      '/feed/share-box.js': here('linkedin/share-box.ts'),
      '/feed/editor.js': here('linkedin/editor.ts'),
      '/feed/media.js': here('linkedin/media.ts'),
      '/feed/arrived.js': here('linkedin/arrived.ts'),
      '/feed/dom.js': here('linkedin/dom.ts'),
      '/feed/quill.js': join(quill, 'quill.core.js'),
      '/feed/quill.css': join(quill, 'quill.core.css'),
      ...Object.fromEntries(shapePaths.map((path) => [path, here('linkedin/shape.html')])),
      '/shapes/shape.css': here('linkedin/shape.css'),
    },
    bundles: { '/shapes/shape.js': here('linkedin/shape.ts') },
  },
  'shop.atelier.example': {
    policy: shopPolicy,
    files: {
      '/': here('shop/shop.html'),
      '/shop.css': here('shop/shop.css'),
      '/shop.js': here('shop/shop.ts'),
    },
  },
  'suspicious.atelier.example': {
    policy: suspiciousPolicy,
    files: { '/': here('suspicious/suspicious.html'), '/probe.js': here('suspicious/probe.ts') },
  },
  'frames.atelier.example': {
    policy: suspiciousPolicy,
    files: { '/': here('suspicious/frame.html'), '/probe.js': here('suspicious/probe.ts') },
  },
}

/** Every address a person or a test may want to open. */
export const addresses = {
  ...siteAddresses,
  linkedin: 'https://www.linkedin.com/feed/',
  /** Pasted and dropped files are ignored: only the button for media takes them. */
  linkedinByButton: 'https://www.linkedin.com/feed/?variant=button',
  /** Takes nothing but what real hands do. */
  linkedinRefusing: 'https://www.linkedin.com/feed/?variant=refuses',
  shop: 'https://shop.atelier.example/',
  /** Looks for extensions, also in a frame of another site. */
  suspicious: 'https://suspicious.atelier.example/',
} as const

export const pageHosts = Object.keys(hosts)

export async function answerPage(url: URL, outside: Outside): Promise<PageAnswer> {
  const place = hosts[url.hostname]
  const file = place?.files[url.pathname]
  const program = place?.bundles?.[url.pathname]
  if (place && program) return answerOf('js', place.policy, await bundle(program))
  if (place && file) return fromFile(file, place.policy)
  if (url.hostname === 'shop.atelier.example' && url.pathname.startsWith('/pictures/') && outside.sandbox)
    return fromSandbox(`${outside.sandbox}/${url.host}${url.pathname}`)
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: Buffer.from('Not found\n') }
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
}

async function fromFile(file: string, policy: string): Promise<PageAnswer> {
  const ending = file.slice(file.lastIndexOf('.') + 1)
  const raw = await readFile(file)
  // Browsers import what is served, and that ends in .js.
  const body =
    ending === 'ts'
      ? Buffer.from(stripTypeScriptTypes(raw.toString()).replace(/(from '\.[^']*)\.ts'/g, "$1.js'"))
      : raw
  return answerOf(ending, policy, body)
}

const answerOf = (ending: string, policy: string, body: Buffer): PageAnswer => ({
  status: 200,
  headers: { 'content-type': types[ending] ?? 'text/plain', 'content-security-policy': policy },
  body,
})

async function fromSandbox(address: string): Promise<PageAnswer> {
  const response = await fetch(address)
  return {
    status: response.status,
    headers: { 'content-type': response.headers.get('content-type') ?? 'application/octet-stream' },
    body: Buffer.from(await response.arrayBuffer()),
  }
}
