import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { taskNames } from './new/model.ts'
import { binary, root } from './children.ts'
import { allOf, copyRepository } from './copy.ts'

// In copies of the repository: what `new` writes must fit where it is put, and the folder's own tests must say what
// is to be filled in.

let copy: string
const inCopy = (command: readonly string[]) => allOf(command, copy)
const makeNew = (...args: readonly string[]) => inCopy([binary('node'), 'e2e/commands/new.ts', ...args])

const kinds = [
  { args: ['model', 'flux-9', '--task', 'create-image'], file: 'worker/providers/fixtures/flux-9.json' },
  { args: ['model', 'veo-9', '--task', 'image-to-video'], file: 'worker/providers/fixtures/veo-9.json' },
  { args: ['model', 'orb-9', '--task', 'views-to-3d'], file: 'worker/providers/fixtures/orb-9.json' },
  { args: ['model', 'blend-9', '--task', 'reference-image'], file: 'worker/providers/fixtures/blend-9.json' },
  { args: ['provider', 'pixel-forge'], file: 'sandbox/pixel-forge.ts' },
  { args: ['site', 'gallery', '--host', 'www.gallery.example'], file: 'e2e/pages/gallery/gallery.html' },
  { args: ['tool', 'smart-crop'], file: 'extension/tools/smart-crop.ts' },
]

beforeEach(async () => {
  copy = await copyRepository('new')
})

async function makeAll(): Promise<void> {
  for (const { args } of kinds) {
    const { code, said } = await makeNew(...args)
    expect(code, said).toBe(0)
  }
}

describe('new', () => {
  test.each(kinds)('$args.0 $args.1: file, line and fixture', async ({ args, file }) => {
    const { code, said } = await makeNew(...args)
    expect(code, said).toBe(0)
    expect(said).toContain(file)
    expect(readFileSync(join(copy, file), 'utf8').length).toBeGreaterThan(0)
    // A second time there is nothing to write over.
    expect((await makeNew(...args)).code).toBe(1)
  })

  test('knows where the models of every task stand', () => {
    const list = /export const tasks = \{([^}]+)\}/.exec(readFileSync(join(root, 'shared/task.ts'), 'utf8'))
    const tasks = [...list![1]!.matchAll(/^ {2}'?([\w-]+)'?[:,]/gm)].map(([, name]) => name)
    expect(tasks.length).toBeGreaterThan(20)
    expect([...taskNames].sort()).toEqual(tasks.sort())
  })

  test('what it wrote type-checks and keeps within the walls', { timeout: 240_000 }, async () => {
    await makeAll()
    for (const command of [[binary('tsc'), '-b'], [binary('oxlint')]]) {
      const { code, said } = await inCopy(command)
      expect(code, said).toBe(0)
    }
  })

  test('the folders’ tests say what is to be filled in', async () => {
    await makeAll()
    const say = async (room: string, ...folders: readonly string[]) => {
      const config = ['-c', `${room}/vitest.config.ts`]
      const { code, said } = await inCopy([binary('vitest'), 'run', '--no-color', ...config, ...folders])
      expect(code).not.toBe(0)
      return said
    }
    const extension = await say('extension', 'extension/sites', 'extension/tools')
    expect(extension).toContain('Gallery needs a spot')
    expect(readFileSync(join(copy, 'e2e/canary/watches.ts'), 'utf8')).toContain('addresses.gallery')
    expect(extension).toContain('Smart crop needs the types it takes')
    const worker = await say('worker', '--project=worker in node', 'worker/models')
    expect(worker).toContain('Flux 9 needs a word on what it is best for')
    expect(worker).toContain('Veo 9 needs its price')
    expect(worker).toContain('Orb 9 needs the path it is asked at')
    expect(worker).toContain('Blend 9 needs its typical seconds')
    expect(worker).toContain('pixelForge needs its hosts')
    expect(worker).toContain('wavespeed/flux-9 needs the requests its vendor must see')
  })
})
