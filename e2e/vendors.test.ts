import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { binary, root, startChild, temporaryFolder } from './children.ts'
import { startSandbox } from './sandbox.ts'

// `npm run vendors` itself, never with anybody's key: what it compares is tested beside worker/vendor-check.

const folder = temporaryFolder('vendors')
const noKeys = join(folder, 'no-keys.env')
writeFileSync(noKeys, 'AUTH_SECRET=not-a-vendor\n')

async function vendors(...args: readonly string[]): Promise<{ code: number; said: string }> {
  let said = ''
  const child = startChild([binary('node'), 'e2e/commands/vendors.ts', ...args], {
    heard: (text) => (said += text),
    // Nor from the environment.
    env: { WAVESPEED_KEY: 'from-somewhere', STABILITY_KEY: 'from-somewhere' },
  })
  return { code: await child.ended, said }
}

interface Outcome {
  ok: boolean
  checked: string[]
  vendors: { vendor: string; models: number; differences: { kind: string }[] }[]
}
const lastLine = (said: string) => JSON.parse(said.trimEnd().split('\n').at(-1)!) as Outcome

describe('vendors', () => {
  test('without a key checks nothing, and says how to set one', async () => {
    const { code, said } = await vendors('--json', '--vars', noKeys)
    expect(code, said).toBe(0)
    expect(said).toContain('Nothing was checked')
    expect(said).toContain('Write it into .dev.vars, one line each: WAVESPEED_KEY=…  STABILITY_KEY=…')
    expect(said).not.toContain('from-somewhere')
    expect(lastLine(said)).toMatchObject({ ok: true, checked: [] })
  })

  test('finds the played vendors as the catalogue has them', async () => {
    const { code, said } = await vendors('--played', '--json')
    expect(code, said).toBe(0)
    const { ok, checked, vendors: all } = lastLine(said)
    expect([ok, checked]).toEqual([true, ['wavespeed', 'stability']])
    expect(all.flatMap(({ differences }) => differences)).toEqual([])
    expect(all[0]!.models).toBeGreaterThan(40)
    expect(said).toMatch(/^WaveSpeed: \$[\d.]+ left/m)
  })

  test('finds a vendor’s lies, and remembers what was looked at', async () => {
    const sandbox = await startSandbox({ publicHost: 'api.atelier.example', worker: 'http://127.0.0.1:9' })
    const path = 'wavespeed-ai/qwen-image/text-to-image'
    const catalogue = (models: object) => sandbox.order({ do: 'catalogue', models })
    await catalogue({
      'somebody/new-model': { like: path },
      'wavespeed-ai/image-eraser': null,
      [path]: { price: 1.5, inputs: { prompt: { as: 'text' } } },
    })
    const list = join(folder, 'passed-over.json')
    const own = readFileSync(join(root, 'worker/models/passed-over.json'), 'utf8')
    writeFileSync(list, own)
    const ask = (...more: readonly string[]) =>
      vendors('--sandbox', sandbox.url, '--passed-over', list, '--json', ...more)
    const kinds = (said: string) =>
      lastLine(said).vendors.flatMap((one) => one.differences.map(({ kind }) => kind))

    const first = await ask()
    expect(first.code, first.said).toBe(1)
    expect(kinds(first.said).sort()).toEqual(['gone', 'new', 'price', 'required-field', 'unknown-field'])
    expect(first.said).toContain('ours $0.02, theirs $0.03, ×1.5')

    expect((await ask('--pass-over')).code).toBe(1)
    const remembered = JSON.parse(readFileSync(list, 'utf8')) as string[]
    expect(remembered).toEqual([...(JSON.parse(own) as string[]), 'somebody/new-model'].sort())
    expect(kinds((await ask()).said)).not.toContain('new')
    await sandbox.close()
  })

  test('remembers nothing of what is played', async () => {
    const { code, said } = await vendors('--played', '--pass-over')
    expect([code, said.trim()]).toEqual([
      1,
      'What played vendors have is nothing to remember: --pass-over goes with the true ones.',
    ])
  })

  test('plays with nobody outside this machine', async () => {
    const { code, said } = await vendors('--sandbox', 'https://api.wavespeed.ai')
    expect([code, said.trim()]).toEqual([1, '--sandbox takes an address on this machine.'])
  })
})
