import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { binary } from './children.ts'
import { allOf, copyRepository } from './copy.ts'
import { playCloudflare, type PlayedCloudflare } from './deploy/cloudflare.ts'

// `npm run deploy` in a clone of its own, with the true wrangler, at a Cloudflare that is played on this machine.

let copy: string
let cloudflare: PlayedCloudflare

const git = (...args: readonly string[]) =>
  allOf(['git', '-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], copy)
const commit = async () => {
  await git('add', '-A')
  await git('commit', '-qm', 'A change')
}
const deploy = (...args: readonly string[]) =>
  allOf([binary('node'), 'e2e/commands/deploy.ts', ...args], copy, cloudflare.env)
/** What changes something at Cloudflare. */
const changes = () => cloudflare.asked.filter((call) => !call.startsWith('GET'))

beforeAll(async () => {
  cloudflare = await playCloudflare()
  copy = await copyRepository('deploy')
  await git('init', '-q')
  // There it is a link, which the ignore file does not mean.
  appendFileSync(join(copy, '.git/info/exclude'), 'node_modules\n')
  await commit()
})
afterAll(() => cloudflare.close())
beforeEach(() => void (cloudflare.asked.length = 0))

describe('deploy', () => {
  test('refuses what is not set up, and says all of it with its cure', { timeout: 120_000 }, async () => {
    appendFileSync(join(copy, 'README.md'), '\nA line.\n')
    const { code, said } = await deploy()
    expect(code, said).toBe(1)
    for (const words of [
      'Not everything is committed: README.md.',
      'npx wrangler d1 create atelier',
      'PUBLIC_ORIGIN in wrangler.toml (https://api.atelier.example) is no address of yours.',
      'openssl rand -hex 32 | npx wrangler secret put AUTH_SECRET',
      'openssl rand -hex 32 | npx wrangler secret put LINK_SECRET',
      'npx wrangler secret put WAVESPEED_KEY',
      'npx wrangler queues create atelier-bell',
      'npx wrangler queues create atelier-bell-dead',
      'npx wrangler r2 bucket create atelier-media',
      'Nothing was deployed.',
    ])
      expect(said).toContain(words)
    expect(changes()).toEqual([])
  })

  test('says so where nobody is signed in', { timeout: 120_000 }, async () => {
    const nobody = { ...cloudflare.env, CLOUDFLARE_API_TOKEN: '', HOME: copy, XDG_CONFIG_HOME: copy }
    const { code, said } = await allOf([binary('node'), 'e2e/commands/deploy.ts'], copy, nobody)
    expect(code, said).toBe(1)
    expect(said).toContain('you are not signed in there')
    expect(said).toContain('npx wrangler login')
    await git('checkout', '-q', 'README.md')
  })

  test('tries everything that needs no account', { timeout: 240_000 }, async () => {
    const { code, said } = await deploy('--dry-run')
    expect(code, said).toBe(0)
    expect(said).toMatch(/Total Upload: .*KiB/)
    expect(said).toMatch(/\.zip: \d+ KB/)
    expect(said).toContain('0000_start.sql')
    expect(said).toContain('All of it builds. Before it can be deployed:\n  wrangler.toml names no database.')
    expect(cloudflare.asked).toEqual([])
  })

  test('migrates, deploys, and sees that it answers', { timeout: 240_000 }, async () => {
    const toml = join(copy, 'wrangler.toml')
    writeFileSync(
      toml,
      readFileSync(toml, 'utf8')
        .replace('00000000-0000-0000-0000-000000000000', cloudflare.databaseId)
        .replace('https://api.atelier.example', cloudflare.url),
    )
    await commit()
    cloudflare.secrets = ['AUTH_SECRET', 'LINK_SECRET', 'STABILITY_KEY']
    cloudflare.queues = ['atelier-bell', 'atelier-bell-dead']
    cloudflare.buckets = ['atelier-media']
    const { code, said } = await deploy('--worker-only')
    expect(code, said).toBe(0)
    expect(said).toContain('WAVESPEED_KEY is not set: that vendor’s models are not offered.')
    expect(said).toContain('Yes. Deployed.')
    expect(cloudflare.tables()).toEqual(expect.arrayContaining(['jobs', 'ledger', 'grants']))
    expect(cloudflare.uploaded()).toBeGreaterThan(1_000_000)
    const [migrated, uploaded] = ['/query', '/versions'].map((end) =>
      cloudflare.asked.findLastIndex((call) => call.endsWith(end)),
    )
    expect(migrated).toBeGreaterThan(-1)
    expect(migrated).toBeLessThan(uploaded!)
  })

  test('of code that does not fit touches nothing', { timeout: 240_000 }, async () => {
    appendFileSync(join(copy, 'worker/log.ts'), "\nexport const wrong: number = 'no number'\n")
    await commit()
    const { code, said } = await deploy()
    expect(code, said).toBe(1)
    expect(said).toContain('The types do not fit. Nothing was deployed.')
    expect(changes()).toEqual([])
  })
})
