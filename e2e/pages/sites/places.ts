import { join } from 'node:path'

/** What a host serves: `bundles` are programs that import packages. */
export interface Place {
  policy: string
  files: Readonly<Record<string, string>>
  bundles?: Readonly<Record<string, string>>
}

const skin = join(import.meta.dirname, '../../../node_modules/tinymce/skins/ui/oxide')
const here = (file: string) => join(import.meta.dirname, file)

// No site's real policy is known to the letter: nobody else's scripts, as with all of them, and styles as its editor
// needs them.
const policy = (...more: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    'img-src blob: data:',
    'media-src blob:',
    "frame-src 'self' blob: https://*.atelier.example",
    "form-action 'self'",
    "base-uri 'none'",
    ...more,
  ].join('; ')

const site = (program: string, paths: readonly string[], ...more: readonly string[]): Place => ({
  policy: policy(...more),
  files: {
    ...Object.fromEntries(paths.map((path) => [path, here('page.html')])),
    '/stand-in.css': here('page.css'),
    '/skin/skin.css': join(skin, 'skin.css'),
    '/skin/content.css': join(skin, 'content.css'),
  },
  bundles: { '/stand-in.js': here(`${program}.ts`) },
})

/** The stand-ins of sites beside LinkedIn, at the addresses of the real ones. */
export const sitePlaces: Readonly<Record<string, Place>> = {
  'x.com': site('x', ['/home']),
  'www.facebook.com': site('facebook', ['/']),
  'www.instagram.com': site('instagram', ['/']),
  'mail.google.com': site('gmail', ['/mail/u/0/'], "require-trusted-types-for 'script'"),
  'admin.shopify.com': site('shopify', ['/store/atelier/products/new']),
  'blog.atelier.example': site('wordpress', ['/wp-admin/post-new.php']),
  'classic.atelier.example': site('classic', ['/wp-admin/post-new.php']),
  'anywhere.atelier.example': site('anywhere', ['/textarea', '/editable', '/file', '/framed', '/embedding']),
  'elsewhere.atelier.example': site('anywhere', ['/textarea']),
}

export const siteAddresses = {
  x: 'https://x.com/home',
  facebook: 'https://www.facebook.com/',
  instagram: 'https://www.instagram.com/',
  gmail: 'https://mail.google.com/mail/u/0/',
  shopify: 'https://admin.shopify.com/store/atelier/products/new',
  wordpress: 'https://blog.atelier.example/wp-admin/post-new.php',
  wordpressClassic: 'https://classic.atelier.example/wp-admin/post-new.php',
  textarea: 'https://anywhere.atelier.example/textarea',
  editable: 'https://anywhere.atelier.example/editable',
  file: 'https://anywhere.atelier.example/file',
  framed: 'https://anywhere.atelier.example/framed',
  /** Shows a page of somebody else in a frame. */
  embedding: 'https://anywhere.atelier.example/embedding',
} as const
