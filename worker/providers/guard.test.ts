import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostMatches, objectionTo } from './guard.ts'

const objection = (address: string) => objectionTo(new URL(address))

describe('an address', () => {
  it.each([
    'https://example.com/a.jpg',
    'https://cdn.a-b.example.co.uk:443/x?y=z',
    'https://bücher.example/x',
    'https://example.com./a.jpg',
    'https://ec2-54-12-3-4.compute-1.amazonaws.com/a.jpg',
    'https://cdn.example.com/10.0.0.1/a.jpg',
    'https://v1-10-0-1.example.com/a.jpg',
  ])('may be fetched: %s', (address) => expect(objection(address)).toBeNull())

  it.each([
    'http://example.com/a.jpg',
    'ftp://example.com/a.jpg',
    'data:text/plain,x',
    'https://user@example.com/',
    'https://user:word@example.com/',
    'https://example.com:8443/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://intranet/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.0.0.1/',
    'https://2130706433/',
    'https://017700000001/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://8.8.8.8/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://１２７.0.0.1/',
    'https://router.home.arpa/',
    'https://home.arpa/',
    'https://localhost../',
    'https://printer.local../',
    'https://a..example.com/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://[::ffff:7f00:1]/',
    'https://[0:0:0:0:0:ffff:169.254.169.254]/',
    'https://[64:ff9b::7f00:1]/',
    'https://①②⑦.⓪.⓪.①/',
    'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
    'https://127。0。0。1/',
    'https://%31%32%37.0.0.1/',
    'https://127.0.0.1.nip.io/',
    'https://a.10.0.0.1.sslip.io/',
    'https://nip.io/',
    'https://localtest.me/',
    'https://sub.lvh.me/',
    'https://10-0-0-1.example.com/',
    'https://a.169.254.169.254.example.com/',
    'https://ip-172-16-0-9.example.com/',
    `https://${'a.'.repeat(130)}example.com/`,
  ])('is refused: %s', (address) => expect(objection(address)).toEqual(expect.any(String)))

  it('is refused for every number, however it is written', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.constantFrom(10, 16, 8), (number, base) => {
        const prefix = { 10: '', 16: '0x', 8: '0' }[base]
        expect(objection(`https://${prefix}${number.toString(base)}/`)).not.toBeNull()
      }),
    )
  })
})

describe('a list of hosts', () => {
  it.each([
    ['api.vendor.com', true],
    ['cdn.vendor.com', true],
    ['a.cdn.vendor.com', true],
    ['vendor.com', false],
    ['evilvendor.com', false],
    ['api.vendor.com.evil.com', false],
    // Cyrillic а: the parser writes it out, so that it is another name.
    [new URL('https://api.vendоr.com').hostname, false],
  ])('%s: %s', (host, matches) => {
    expect(hostMatches(host, ['api.vendor.com', '*.vendor.com'])).toBe(matches)
    expect(hostMatches(host, ['api.vendor.com'])).toBe(host === 'api.vendor.com')
  })
})
