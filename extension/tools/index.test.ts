import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tools } from './index.ts'
import { toolIds } from './tool.ts'

/** Files of this folder that are not tools. */
const machinery = ['tool.ts', 'index.ts', 'runner.ts', 'worker.ts', 'worker-url.d.ts', 'camera.ts']

test('every tool file is listed', () => {
  const names = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !machinery.includes(name))
    .map((name) => name.slice(0, -'.ts'.length))
  expect(Object.keys(tools).toSorted()).toEqual(names.toSorted())
  expect([...toolIds].toSorted()).toEqual(names.toSorted())
})

test.each(Object.entries(tools))('%s is complete', (_, tool) => {
  expect(tool.accepts.length, `${tool.title} needs the types it takes`).toBeGreaterThan(0)
  for (const type of tool.accepts) expect(type).toMatch(/^[a-z]+\/[a-z\d*.+-]+$/)
  expect(Object.keys(tool.fields).length, `${tool.title} needs its fields`).toBeGreaterThan(0)
})
