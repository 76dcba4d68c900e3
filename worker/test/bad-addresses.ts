import { paths } from '../../shared/api.ts'
import { call, type Row } from './bad-input.ts'
import { unannounced } from './bad-uploads.ts'
import { fileOf } from './files.ts'
import { half, pngOf } from './odd-files.ts'

const fetchOf = (url: string) => call(paths.import, JSON.stringify({ url }))
const notFetched = (name: string, url: string, says: RegExp): Row => [
  name,
  'unreachable-picture',
  says,
  fetchOf(url),
]

/** Addresses that are not fetched, or bring nothing we take. */
export const badAddresses: readonly Row[] = [
  ['an address that is none', 'bad-input', /url/, fetchOf('not an address')],
  ['an address without end', 'bad-input', /url/, fetchOf(`https://shop.atelier.example/${'a'.repeat(4001)}`)],
  notFetched('plain http', 'http://shop.atelier.example/pictures/lamp.jpg', /only https/),
  notFetched('a file of this machine', 'file:///etc/passwd', /only https/),
  notFetched('data in the address', 'data:image/png;base64,AAAA', /only https/),
  notFetched('a script in the address', 'javascript:alert(1)', /only https/),
  notFetched('this machine', 'https://localhost/a.png', /not a public name/),
  notFetched('this machine with full stops', 'https://localhost../a.png', /not a public name/),
  notFetched('a number in four parts', 'https://127.0.0.1/a.png', /a number/),
  notFetched('a decimal number', 'https://2130706433/a.png', /a number/),
  notFetched('an octal number', 'https://0177.0.0.1/a.png', /a number/),
  notFetched('a hexadecimal number', 'https://0x7f.1/a.png', /a number/),
  notFetched('a number in wide letters', 'https://１２７.0.0.1/a.png', /a number/),
  notFetched('where clouds keep their secrets', 'https://169.254.169.254/latest/meta-data', /a number/),
  notFetched('an IPv6 number', 'https://[::1]/a.png', /a number/),
  notFetched('an IPv4 number inside IPv6', 'https://[::ffff:169.254.169.254]/a.png', /a number/),
  notFetched('a private IPv6 number', 'https://[fd00::1]/a.png', /a number/),
  notFetched('an inner name', 'https://metadata.google.internal/a.png', /not a public name/),
  notFetched('a name that stands for a number', 'https://127.0.0.1.nip.io/a.png', /not a public name/),
  notFetched('a name with an inner number in it', 'https://10-0-0-1.example.com/a.png', /inside a network/),
  notFetched('a name and password', 'https://me:secret@shop.atelier.example/a.png', /name or a password/),
  notFetched('another port', 'https://shop.atelier.example:8443/a.png', /port/),
  notFetched('a redirect inside', 'https://evil.example/inside', /a number/),
  notFetched('a redirect to plain http', 'https://evil.example/plain', /only https/),
  notFetched('a redirect to a port', 'https://evil.example/port', /port/),
  notFetched('a second redirect, inside', 'https://evil.example/twice', /a number/),
  notFetched('redirects without end', 'https://evil.example/round', /too often/),
  notFetched('a redirect to nowhere', 'https://evil.example/unreadable', /cannot be read/),
  notFetched('nothing there', 'https://shop.atelier.example/nothing', /answered 404/),
  notFetched('a server that does not answer', 'https://evil.example/silent', /did not answer/),
  ['a page in place of a picture', 'wrong-type', /not a kind/, fetchOf('https://evil.example/page')],
  [
    'a clip in place of a picture',
    'wrong-type',
    /where image was expected/,
    fetchOf('https://evil.example/clip'),
  ],
  ['half a picture from elsewhere', 'wrong-type', /not arrive whole/, fetchOf('https://evil.example/half')],
  ['a bomb from elsewhere', 'too-large', /pixels/, fetchOf('https://evil.example/bomb')],
  ['a picture without end', 'too-large', /25 MB/, fetchOf('https://evil.example/endless')],
]

/** Where the server of the bad addresses leads, and what it hands out. */
export const evil: Record<string, () => Response> = {
  '/inside': () => to('https://127.0.0.1/'),
  '/plain': () => to('http://shop.atelier.example/pictures/lamp.jpg'),
  '/port': () => to('https://shop.atelier.example:22/'),
  '/twice': () => to('https://evil.example/inside'),
  '/round': () => to('/round'),
  '/unreadable': () => to('https://[/'),
  '/page': () => new Response('<html></html>', { headers: { 'content-type': 'image/png' } }),
  '/clip': () => new Response(fileOf('clip')),
  '/half': () => new Response(half('jpeg')),
  '/bomb': () => new Response(pngOf(30_000, 30_000)),
  '/endless': () => new Response(unannounced(60)()),
}

const to = (location: string) => new Response(null, { status: 302, headers: { location } })
