import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Values } from '../../shared/fields.ts'
import { modelById } from '../models/index.ts'
import { isFile, wireOf } from '../providers/wire.ts'
import { sentOf } from './sent.ts'

const folder = `${import.meta.dirname}/../providers/fixtures`
const fixtures = readdirSync(folder).map(
  (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as { model: string; input: Values },
)

it.each(fixtures.map((fixture) => [fixture.model, fixture] as const))(
  'whatever %s is known to be sent is among what it may be sent',
  (_, { model: id, input }) => {
    const model = modelById(id)!
    const { always, values } = sentOf(model)
    const body = wireOf({ jobId: 'job', model, input })
    for (const [name, value] of Object.entries(body)) {
      expect([...values.keys()], name).toContain(name)
      if (typeof value === 'boolean') expect(values.get(name)).toContain(value)
      if (isFile(value)) expect(values.get(name)?.some(isFile), name).toBe(true)
      if (typeof value !== 'number') continue
      const numbers = values.get(name)!.filter((one) => typeof one === 'number')
      expect(value).toBeGreaterThanOrEqual(Math.min(...numbers))
      expect(value).toBeLessThanOrEqual(Math.max(...numbers))
    }
    for (const name of always) expect(Object.keys(body), name).toContain(name)
  },
)
