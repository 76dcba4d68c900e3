import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { siteOf, sites } from './index.ts'
import type { Site } from './site.ts'

/** Files of this folder that are not sites. */
const machinery = [
  'site.ts',
  'index.ts',
  'composer.ts',
  'any.ts',
  'deep.ts',
  'mount.ts',
  'focus.ts',
  'stay.ts',
  'button.ts',
]

test('every site file is listed', async () => {
  const names = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !machinery.includes(name))
    .map((name) => name.slice(0, -'.ts'.length))
  for (const name of names) {
    const module = (await import(`../sites/${name}.ts`)) as Record<string, Site>
    expect(sites, `${name}.ts is missing from the list in index.ts`).toContain(Object.values(module)[0])
  }
  expect(sites).toHaveLength(names.length)
})

describe.each(sites)('$title', (site) => {
  test('can be found by its host and below, and by no look-alike', () => {
    for (const host of site.hosts) {
      expect(host, 'a bare host name').toMatch(/^[a-z\d-]+(\.[a-z\d-]+)+$/)
      const at = (host: string) => siteOf(new URL(`https://${host}/`))
      expect(at(host)).toBe(site)
      expect(at(`www.${host}`)).toBe(site)
      expect(at(`not${host}`)).toBeNull()
      expect(at(`${host}.example`)).toBeNull()
    }
  })

  test('has at least one spot, each complete', () => {
    expect(site.spots.length, `${site.title} needs a spot`).toBeGreaterThan(0)
    expect(new Set(site.spots.map(({ name }) => name)).size).toBe(site.spots.length)
    for (const spot of site.spots) {
      expect(spot.at.length, `${spot.name} needs selectors of its editor`).toBeGreaterThan(0)
      expect(spot.box.length, `${spot.name} needs selectors of its box`).toBeGreaterThan(0)
      if (spot.files)
        expect(spot.files.previews.length, `${spot.name} needs selectors that prove a file`).toBeGreaterThan(
          0,
        )
    }
  })
})

test('software that stands on anybody’s host is told by its address', () => {
  const at = (address: string) => siteOf(new URL(address))?.title ?? null
  expect(at('https://blog.example/wp-admin/post-new.php')).toBe('WordPress')
  expect(at('https://example.org/blog/wp-admin/post.php?post=7&action=edit')).toBe('WordPress')
  expect(at('https://blog.example/wp-admin/options.php')).toBeNull()
  expect(at('https://blog.example/?p=/wp-admin/post.php')).toBeNull()
  expect(at('about:blank')).toBeNull()
})

test('a site without a host of its own says where it is', () => {
  for (const { title, hosts, where } of sites)
    expect(hosts.length > 0 || where !== undefined, `${title} needs its hosts`).toBe(true)
})
