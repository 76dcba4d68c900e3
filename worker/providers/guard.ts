/** What is asked of an address before anything is sent to it: null when it may be called, else the objection. */
export function objectionTo(url: URL): string | null {
  if (url.protocol !== 'https:') return 'only https addresses are fetched'
  if (url.username || url.password) return 'the address contains a name or a password'
  if (url.port) return 'the address names a port'
  const host = url.hostname.toLowerCase().replace(/\.$/, '')
  // The URL parser has already turned every way to write an IPv4 address into four numbers.
  if (host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host)) return 'the address is a number, not a name'
  if (!host.includes('.')) return 'the address is not a public name'
  if (privateEndings.some((ending) => host.endsWith(ending))) return 'the address is not a public name'
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

/** `*.name` covers the subdomains of `name`, not `name` itself. */
export function hostMatches(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern,
  )
}
