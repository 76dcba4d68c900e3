import { beforeAll, describe, expect, it } from 'vitest'
import { paths } from '../../shared/api.ts'
import { TaskId, tasks } from '../../shared/task.ts'
import { app } from '../app.ts'
import { models } from '../models/index.ts'
import { send } from '../test/caller.ts'

interface Operation {
  summary?: string
  security?: unknown[]
  responses: Record<string, { content?: Record<string, unknown> }>
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

let document: Document
let operations: [string, Operation][]

beforeAll(async () => {
  document = (await send(paths.openapi)).json() as Document
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      one,
    ]),
  )
})

/** Without the middleware, which is mounted for all methods. */
const mounted = () =>
  app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)

describe('the document', () => {
  it('is OpenAPI 3.1', () => expect(document.openapi).toBe('3.1.0'))

  it('has every mounted call, and none that is not', () =>
    expect(new Set(operations.map(([name]) => name))).toEqual(new Set(mounted())))

  it('has a call for every task, with the fields of its models', () => {
    for (const id of TaskId.options) {
      const body = JSON.stringify(document.paths[`/api/image-studio/${tasks[id].path}`]?.['post'])
      for (const model of models.filter(({ task }) => task === id)) expect(body).toContain(model.id)
      expect(body).toContain(Object.keys(tasks[id].fields)[0])
    }
  })

  it('says in a line what each call is for', () =>
    expect(operations.filter(([, one]) => !one.summary)).toEqual([]))

  it('promises problem+json for whatever ends badly', () => {
    for (const [name, { responses }] of operations)
      for (const [status, { content }] of Object.entries(responses))
        if (Number(status) >= 400 && status !== '416')
          expect([name, status, Object.keys(content ?? {})]).toEqual([
            name,
            status,
            ['application/problem+json'],
          ])
  })

  it('shows nothing of how vendors want to be asked', () => {
    const text = JSON.stringify(document)
    const paid = models.filter(({ id }) => !id.startsWith('device/'))
    for (const { wire } of paid) expect(text).not.toContain(wire.path)
  })
})
