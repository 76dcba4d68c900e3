import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../test-world.ts'

/** An input as the public catalogue shows it. */
interface Property {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array'
  enum?: (string | number)[]
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: string
  format?: string
  pattern?: string
  'x-media'?: string
}

interface Entry {
  model_id: string
  api_schema: {
    api_schemas: { request_schema: { required: string[]; properties: Record<string, Property> } }[]
  }
}

const { models } = await openCatalogue()

async function openCatalogue() {
  const world = await openWorld()
  const { data } = (await world.ask<Entry[]>('models')).body
  await world.close()
  return {
    models: data.map((entry) => {
      const { required, properties } = entry.api_schema.api_schemas[0]!.request_schema
      return { path: entry.model_id, required, properties }
    }),
  }
}

const address = 'https://shop.atelier.example/pictures/vase.jpg'

/** A value the vendor takes. */
function good(property: Property): unknown {
  if (property.enum) return property.enum[0]
  if (property.type === 'array') {
    const item = property.items === 'integer' ? 1 : property.items === 'object' ? {} : address
    return Array.from({ length: Math.max(1, property.minItems ?? 0) }, () => item)
  }
  if (property.type === 'boolean') return true
  if (property.type !== 'string') return property.minimum ?? 1
  if (property.format === 'size') return `${property.maximum}*${property.minimum}`
  return property['x-media'] ? address : 'Abcdefgh1'
}

/** Values the vendor refuses, each with what is wrong about it. */
function bad(property: Property): [string, unknown][] {
  const list: [string, unknown][] = [['of a wrong type', property.type === 'boolean' ? 'true' : { a: 1 }]]
  if (property.enum) list.push(['outside the choice', property.type === 'integer' ? 3 : 'none of these'])
  if (property.type === 'array') {
    if (property.minItems) list.push(['with too few items', []])
    if (property.maxItems)
      list.push(['with too many items', Array.from({ length: property.maxItems + 1 }, () => address)])
    list.push(['with a wrong item', [true]])
  }
  if (property.type === 'integer' || property.type === 'number') {
    if (property.minimum !== undefined) list.push(['too small', property.minimum - 1])
    if (property.maximum !== undefined) list.push(['too large', property.maximum + 1])
  }
  if (property.type === 'integer') list.push(['not whole', 1.5])
  if (property.minLength) list.push(['too short', 'a'.repeat(property.minLength - 1)])
  if (property.maxLength) list.push(['too long', 'a'.repeat(property.maxLength + 1)])
  if (property.pattern) list.push(['of a wrong form', '1 - 2 - 3 - 4'])
  if (property.format === 'size')
    list.push(['with a side too small', `${property.minimum! - 1}*512`], ['no size', '512x512'])
  if (property.format === 'size') list.push(['with a side too large', `512*${property.maximum! + 1}`])
  return list
}

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.order({ do: 'task-stall' })
})
afterAll(() => world.close())

test('all forty-nine models are played', () => {
  expect(models.length).toBe(49)
  expect(new Set(models.map(({ path }) => path)).size).toBe(models.length)
})

describe.each(models)('$path', ({ path, required, properties }) => {
  const least = Object.fromEntries(required.map((name) => [name, good(properties[name]!)]))
  const refusal = (error_code: number, name: string) => ({
    status: 400,
    body: { code: 400, error_code, data: null, message: expect.stringContaining(`"${name}"`) as string },
  })

  test('refuses to go without anything required', async () => {
    for (const name of required) {
      const { [name]: _, ...rest } = least
      expect(await world.ask(path, rest), name).toMatchObject(refusal(1400, name))
    }
  })

  test('refuses every value outside what it says', async () => {
    for (const [name, property] of Object.entries(properties))
      for (const [what, value] of bad(property))
        expect(await world.ask(path, { ...least, [name]: value }), `${name} ${what}`).toMatchObject(
          refusal(1401, name),
        )
  })

  test('takes every input it names, and drops another without a word, but counts it', async () => {
    const all = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, good(each)]))
    delete all['enable_sync_mode']
    expect((await world.ask(path, all)).status).toBe(200)
    expect((await world.ask(path, { ...least, steps: 5, promt: 'x' })).status).toBe(200)
    const tasks = await world.control<{ model: string; dropped: string[] }[]>('tasks')
    expect(tasks.filter(({ model }) => model === path).map(({ dropped }) => dropped)).toEqual([
      [],
      ['steps', 'promt'],
    ])
  })
})

test('what was ever sent that nobody knows can be asked for', async () => {
  const { dropped } = await world.control<{ dropped: Record<string, string[]> }>('dropped')
  expect(dropped).toMatchObject({ [`/api/v3/${models[0]!.path}`]: ['promt', 'steps'] })
  await world.control('reset', {})
  expect(await world.control('dropped')).toEqual({ dropped: {} })
})
