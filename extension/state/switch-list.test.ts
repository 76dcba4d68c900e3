import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { switchFor, type SignedSwitches, type SwitchList } from '../../shared/switches.ts'
import { newerList } from './switch-list.ts'

let ours: CryptoKeyPair
let publicKey: string

const base64url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url')
const newKeys = () => crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<CryptoKeyPair>
async function sign(list: string, { privateKey } = ours): Promise<SignedSwitches> {
  const signature = await crypto.subtle.sign('Ed25519', privateKey, new TextEncoder().encode(list))
  return { list, signature: base64url(signature) }
}

const off = { site: 'LinkedIn', spot: 'post', ways: null, why: 'LinkedIn has changed its composer.' }
const listOf = (version: number, parts: Partial<SwitchList> = {}): SwitchList => ({
  version,
  expiresAt: 2000,
  off: [off],
  ...parts,
})
const signed = (list: unknown, keys?: CryptoKeyPair) => sign(JSON.stringify(list), keys)

beforeAll(async () => {
  ours = await newKeys()
  publicKey = base64url(await crypto.subtle.exportKey('raw', ours.publicKey))
})

describe('a list of what is switched off', () => {
  it('is believed when it is ours and newer', async () => {
    expect(await newerList(await signed(listOf(1)), null, publicKey)).toEqual(listOf(1))
    expect(await newerList(await signed(listOf(8)), listOf(7), publicKey)).toEqual(listOf(8))
  })

  it('is not believed from anybody else', async () => {
    const theirs = await signed(listOf(9), await newKeys())
    expect(await newerList(theirs, listOf(7), publicKey)).toEqual(listOf(7))
    expect(await newerList(await signed(listOf(9)), null, '')).toBeNull()
  })

  it('is not believed when one character of it was changed', async () => {
    const good = await signed(listOf(9))
    const part = fc.constantFrom('list' as const, 'signature' as const)
    await fc.assert(
      fc.asyncProperty(part, fc.nat(), fc.constantFrom('A', '0', '_'), async (part, n, letter) => {
        const text = good[part]
        // The last character of a signature in base64url holds bits that mean nothing.
        const at = n % (text.length - 1)
        fc.pre(text[at] !== letter)
        const changed = { ...good, [part]: text.slice(0, at) + letter + text.slice(at + 1) }
        expect(await newerList(changed, listOf(7), publicKey)).toEqual(listOf(7))
      }),
    )
  })

  it('cannot be played again once a newer one is known', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), async (old, now) => {
        const got = await newerList(await signed(listOf(old)), listOf(now, { off: [] }), publicKey)
        expect(got?.version).toBe(Math.max(old, now))
        if (old <= now) expect(got?.off).toEqual([])
      }),
    )
  })

  it('that cannot be read changes nothing, even signed', async () => {
    for (const odd of ['', '{', '[]', '{"version":9}', JSON.stringify({ ...listOf(9), version: 'new' })])
      expect(await newerList(await sign(odd), listOf(7), publicKey)).toEqual(listOf(7))
  })

  it('may have more in it than we know', async () => {
    const later = { ...listOf(9), off: [{ ...off, since: '1.4' }], signer: 'x' }
    expect(await newerList(await signed(later), null, publicKey)).toEqual(listOf(9))
  })
})

describe('a switch', () => {
  it('is for its spot alone, and for as long as the list holds', () => {
    expect(switchFor(listOf(1), 'LinkedIn', 'post', 1999)).toEqual(off)
    expect(switchFor(listOf(1), 'LinkedIn', 'post', 2000)).toBeNull()
    expect(switchFor(listOf(1), 'LinkedIn', 'comment', 1)).toBeNull()
    expect(switchFor(listOf(1), 'X', 'post', 1)).toBeNull()
    expect(switchFor(null, 'LinkedIn', 'post', 1)).toBeNull()
  })

  it('of ways adds up, and the whole spot beats them', () => {
    const typed = { ...off, ways: ['text:typed'] }
    const pasted = { ...off, ways: ['file:pasted', 'text:typed'] }
    const both = switchFor(listOf(1, { off: [typed, pasted] }), 'LinkedIn', 'post', 1)
    expect(both).toEqual({ ...off, ways: ['text:typed', 'file:pasted'] })
    expect(switchFor(listOf(1, { off: [typed, off] }), 'LinkedIn', 'post', 1)?.ways).toBeNull()
  })
})
