import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Field, FieldValue, Values } from '../../shared/fields.ts'
import { fieldsOf, inputSchema, PublicModel, type Model } from '../../shared/model.ts'
import { quote } from '../../shared/price.ts'
import { ProviderId } from '../../shared/providers.ts'
import { providers, vendorOf } from '../providers/index.ts'
import { wavespeed } from '../providers/wavespeed.ts'
import { models, publicModels } from './index.ts'

const here = import.meta.dirname
const providersFolder = `${here}/../providers`
const filesIn = (folder: string) => readdirSync(folder).filter((name) => /^[^.]+\.ts$/.test(name))

/** Every combination of the options of these choice fields. */
function combinations(model: Model, names: readonly string[]): Values[] {
  return names.reduce<Values[]>(
    (all, name) => {
      const field = fieldsOf(model)[name]
      if (field?.kind !== 'choice') throw new Error(`${model.id} is priced by ${name}, which is no choice`)
      return all.flatMap((values) => field.options.map((option) => ({ ...values, [name]: option })))
    },
    [{}],
  )
}

const someAsset = `ast_${'0'.repeat(25)}`

/** Something that may stand in a field. */
function sampleOf(field: Field): FieldValue {
  switch (field.kind) {
    case 'image':
    case 'mask':
    case 'audio':
      return someAsset
    case 'images':
      return Array.from({ length: field.min }, () => someAsset)
    case 'number':
      return field.max
    case 'words':
      return ['x']
    case 'text':
      return 'x'
    case 'point':
    case 'box':
      throw new Error('no model asks for a place in a picture')
    default:
      return field.default
  }
}

interface Fixture {
  model: string
  input: Values
  requests: unknown[]
}

const fixtures = readdirSync(`${providersFolder}/fixtures`).map(
  (name) => JSON.parse(readFileSync(`${providersFolder}/fixtures/${name}`, 'utf8')) as Fixture,
)

describe('the folder of models', () => {
  it('is listed completely', async () => {
    for (const file of filesIn(here).filter((name) => !/^(?:index|pick|.*-fields)\.ts$/.test(name))) {
      const exported = Object.values((await import(`${here}/${file}`)) as object).flat() as Model[]
      expect(exported.length, file).toBeGreaterThan(0)
      for (const model of exported) expect(models, `${file}: ${model.id}`).toContain(model)
    }
  })

  it('names each model once', () => expect(new Set(models.map(({ id }) => id)).size).toBe(models.length))

  it('shows a browser nothing of the vendor’s wire', () => {
    for (const model of publicModels(models)) {
      expect(Object.keys(PublicModel.parse(model))).not.toContain('wire')
      expect(JSON.stringify(model)).not.toContain('costBasis')
    }
  })
})

describe('the folder of providers', () => {
  it('is listed completely', async () => {
    for (const file of filesIn(providersFolder).filter((name) => name !== 'index.ts')) {
      const exported = Object.values((await import(`${providersFolder}/${file}`)) as object)
      const found = exported.filter((each) => typeof each === 'object' && each !== null && 'hosts' in each)
      for (const provider of found) expect(Object.values(providers), file).toContain(provider)
    }
    expect(Object.values(providers)).toContain(wavespeed)
  })

  it.each(Object.entries(providers))('%s says where it is and what our account may do', (id, provider) => {
    expect(provider.hosts.length, `${id} needs its hosts`).toBeGreaterThan(0)
    expect(provider.limits.perMinute, `${id} needs its limit a minute`).toBeGreaterThan(0)
    expect(provider.limits.parallel, `${id} needs its limit at once`).toBeGreaterThan(0)
  })

  it('has no exact request of a model that is not in the catalogue', () => {
    for (const { model } of fixtures) expect(models.map(({ id }) => id as string)).toContain(model)
  })
})

describe.each(models.map((model) => [model.id, model] as const))('%s', (_, model) => {
  const fields = fieldsOf(model)

  it('is carried by somebody', () => {
    expect(ProviderId.safeParse(model.id.split('/')[0]).success).toBe(true)
    // All that is missing is said at once.
    expect.soft(model.bestFor, `${model.title} needs a word on what it is best for`).not.toBe('')
    expect.soft(model.wire.path, `${model.title} needs the path it is asked at`).not.toBe('')
    expect.soft(model.typicalSeconds, `${model.title} needs its typical seconds`).toBeGreaterThan(0)
  })

  // The user's own machine is asked by nobody.
  if (vendorOf(model.id))
    it('has the exact request its vendor must see, with whatever only it has', () => {
      const own = fixtures.filter((fixture) => fixture.model === model.id)
      expect(own.length, `${model.title} needs a file in worker/providers/fixtures`).toBeGreaterThan(0)
      for (const { requests } of own)
        expect(requests.length, `${model.id} needs the requests its vendor must see`).toBeGreaterThan(0)
      const used = new Set(own.flatMap(({ input }) => Object.keys(input)))
      const unused = Object.keys(model.extras ?? {}).filter((name) => !used.has(name))
      expect(unused, `${model.title} needs a request with every field of its own`).toEqual([])
    })

  it('has a price for whatever can be chosen', () => {
    const { by = [], of, per } = model.cost
    const chosen = of !== undefined && fields[of]?.kind === 'choice' ? [...by, of] : by
    const counted = per === '1k-chars' ? { [of ?? 'text']: 'some words to say' } : {}
    const lengths = of !== undefined && fields[of]?.kind === 'audio' ? { [of]: 7.2 } : {}
    for (const values of combinations(model, chosen)) {
      const { cost, price } = quote(model, { ...values, ...counted }, lengths)
      expect(Number.isSafeInteger(cost)).toBe(true)
      if (vendorOf(model.id)) expect(price.amount, `${model.title} needs its price`).toBeGreaterThan(0)
      else expect(price.amount).toBe(0)
    }
    if (typeof model.cost.micros === 'object')
      expect(Object.keys(model.cost.micros).sort()).toEqual(
        combinations(model, by)
          .map((values) => by.map((name) => values[name]).join('/'))
          .sort(),
      )
  })

  it('narrows and renames only fields that it has', () => {
    for (const [name, options] of Object.entries(model.only ?? {}))
      expect(fields[name], name).toMatchObject({ kind: 'choice', options })
    const { rename = {}, values = {} } = model.wire
    for (const name of [...Object.keys(rename), ...Object.keys(values)])
      expect(Object.keys(fields)).toContain(name)
    for (const [name, table] of Object.entries(values)) {
      const field = fields[name]
      expect(field?.kind === 'choice' && [...field.options].sort()).toEqual(Object.keys(table).sort())
    }
  })

  it('can be asked with nothing but what is required', () => {
    const required = Object.entries(fields).flatMap(([name, field]) =>
      field.required && !('default' in field) ? [name] : [],
    )
    // One of several is enough for a rule.
    const ruled = (model.rules ?? []).flatMap(({ when, need }) => (when ? [] : [need[0]!]))
    const asked = [...new Set([...required, ...ruled])].map((name) => [name, sampleOf(fields[name]!)])
    expect(inputSchema(model).safeParse(Object.fromEntries(asked)).error?.issues ?? []).toEqual([])
  })
})
