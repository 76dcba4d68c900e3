import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contentSecurityPolicy, optionalHosts, permissions, webAccessible } from './permissions.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const Manifest = z.looseObject({ permissions: z.array(z.string()), content_scripts: z.unknown().optional() })

let out: string
let manifest: z.infer<typeof Manifest>
let code: string

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'atelier-manifest-'))
  await promisify(execFile)(
    process.execPath,
    ['node_modules/wxt/bin/wxt.mjs', 'build', '-c', 'extension/wxt.config.ts'],
    {
      cwd: root,
      env: { ...process.env, ATELIER_OUT_DIR: out, ATELIER_API_ORIGIN: 'https://api.here.example' },
    },
  )
  const read = (file: string) => readFile(join(out, 'chrome-mv3', file), 'utf8')
  manifest = Manifest.parse(JSON.parse(await read('manifest.json')))
  const chunks = await readdir(join(out, 'chrome-mv3/chunks'))
  code = (await Promise.all(chunks.map((chunk) => read(`chunks/${chunk}`)))).join('\n')
}, 120_000)

afterAll(() => rm(out, { recursive: true, force: true }))

describe('the built manifest', () => {
  it('asks for the rights that have a reason, and for no others', () => {
    expect(manifest.permissions.toSorted()).toEqual(Object.keys(permissions).toSorted())
    for (const reason of Object.values(permissions)) expect(reason).toMatch(/^[A-Z].{20,}\.$/)
  })

  it.each(['host_permissions', 'optional_permissions', 'externally_connectable'])('has no %s', (key) =>
    expect(manifest[key] ?? []).toEqual([]),
  )

  it('may ask for one site at a time, and has none', () => {
    expect(manifest['optional_host_permissions']).toEqual(Object.keys(optionalHosts))
    for (const reason of Object.values(optionalHosts)) expect(reason).toMatch(/^[A-Z].{20,}\.$/)
  })

  it('puts nothing into a page by itself', () => expect(manifest.content_scripts).toBeUndefined())

  it('lets pages load the panel alone, at an address that changes', () =>
    expect(manifest['web_accessible_resources']).toEqual([
      { resources: Object.keys(webAccessible), matches: ['https://*/*'], use_dynamic_url: true },
    ]))

  it('runs packaged code alone', () =>
    expect(manifest['content_security_policy']).toEqual({ extension_pages: contentSecurityPolicy }))

  it('has one shortcut, which opens the panel', () =>
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(manifest['commands']))).toEqual([
      'open-panel',
    ]))

  it('sends pictures as they are, in browsers that can', () =>
    expect(manifest).toMatchObject({
      manifest_version: 3,
      minimum_chrome_version: '148',
      message_serialization: 'structured_clone',
    }))
})

it('speaks to the API it was built for', () => expect(code).toContain('https://api.here.example'))
