// Names are judged, not what they resolve to: a Worker cannot look a name up. A public name that points inside, or
// changes to it between two looks (DNS rebinding), gains nothing there: Cloudflare's edge resolves it for the very
// connection it makes, and reaches the public Internet alone. There is no metadata service, no neighbour and no
// network of ours behind a Worker without a VPC binding, and this one has none. On any other host this guard would
// not be enough.

/** What is asked of an address before anything is sent to it: null when it may be called, else the objection. */
export function objectionTo(url: URL): string | null {
  if (url.protocol !== 'https:') return 'only https addresses are fetched'
  if (url.username || url.password) return 'the address contains a name or a password'
  if (url.port) return 'the address names a port'
  // The parser has lower-cased the name and turned look-alike letters, full stops and escapes into plain ones.
  const host = url.hostname.replace(/\.$/, '')
  if (host.length > 253 || host.split('.').includes('')) return 'the address is not a public name'
  // The URL parser has already turned every way to write an IPv4 address into four numbers.
  if (host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host)) return 'the address is a number, not a name'
  if (!host.includes('.')) return 'the address is not a public name'
  if ([...privateEndings, ...mirrorEndings].some((ending) => `.${host}`.endsWith(ending)))
    return 'the address is not a public name'
  if (namesInnerNumber(host)) return 'the name stands for an address inside a network'
  return null
}

/** Names that are never public: RFC 6761, RFC 8375, RFC 9476, and what companies and clouds use inside. */
const privateEndings = [
  '.localhost',
  '.local',
  '.localdomain',
  '.internal',
  '.intranet',
  '.private',
  '.corp',
  '.home',
  '.lan',
  '.home.arpa',
  '.in-addr.arpa',
  '.ip6.arpa',
  '.alt',
  '.onion',
  '.test',
  '.invalid',
]

/** Public names whose only use is to lead to this machine, or to whatever number stands in them. */
const mirrorEndings = [
  '.nip.io',
  '.sslip.io',
  '.xip.io',
  '.traefik.me',
  '.localtest.me',
  '.lvh.me',
  '.vcap.me',
  '.lacolhost.com',
  '.local.gd',
  '.localho.st',
  '.rbndr.us',
  '.rebind.network',
  '.1u.ms',
]

/** A number of an inner network (RFC 1918, 6598, 3927, 1122) spelled in a name: 10-0-0-1.example.com. */
function namesInnerNumber(host: string): boolean {
  for (const [, ...words] of host.matchAll(
    /(?<![a-z0-9])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?![a-z0-9])/g,
  )) {
    const [a = 0, b = 0] = words.map(Number)
    if (a === 10 || a === 127 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b <= 31)) return true
    if ((a === 169 && b === 254) || (a === 100 && b >= 64 && b <= 127)) return true
  }
  return false
}

/** `*.name` covers the subdomains of `name`, not `name` itself. */
export function hostMatches(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern,
  )
}
