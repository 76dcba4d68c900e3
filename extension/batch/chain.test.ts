import { expect, test } from 'vitest'
import type { Fields } from '../../shared/fields.ts'
import type { Step } from '../tools/runner.ts'
import { toolIds, type ToolId, type ToolLook } from '../tools/tool.ts'
import { faultsOf, lacksOf, readChain, UnfitChain, writeChain, type Faces } from './chain.ts'

const face = (title: string, fields: Fields, more: Partial<ToolLook> = {}): ToolLook => ({
  title,
  about: '',
  verb: '',
  accepts: ['image/*'],
  takes: { min: 1, max: 1 },
  fields,
  changes: true,
  works: true,
  ...more,
})
/** The tests are of any tools: these stand under whatever name there is. */
const [id] = toolIds as readonly ToolId[]
const tool = id!
const logo = 'ast_0000000000000000000000000'
const faces: Faces = {
  [tool]: face('Mark', {
    width: { kind: 'number', label: 'Width', min: 1, max: 100, step: 1, default: 10 },
    logo: { kind: 'image', label: 'Logo' },
  }),
}
const step = (more: Partial<Step> = {}): Step => ({ tool, values: { width: 20 }, ...more })

test('a chain comes back from its file as it was, with the files it names', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251)
  const chain = {
    title: 'Für den Shop',
    steps: [
      step({
        values: { width: 20, logo },
        files: { logo: new File([bytes], 'mark.png', { type: 'image/png' }) },
      }),
    ],
  }
  const back = readChain(await writeChain(chain), faces)
  expect(back.title).toBe(chain.title)
  expect(back.steps[0]).toMatchObject({ tool, values: { width: 20, logo } })
  const file = back.steps[0]!.files!['logo'] as File
  expect([file.name, file.type]).toEqual(['mark.png', 'image/png'])
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
})

test.each([
  ['no JSON', 'hello', /no chain of tools/],
  ['another file', '{"atelier":"other"}', /no chain of tools/],
  [
    'a tool of another version',
    { steps: [{ tool: 'teleport', values: {} }] },
    /“teleport”, which this version/,
  ],
  ['a value out of bounds', { steps: [{ tool, values: { width: 1000 } }] }, /Width/],
  ['an unknown value', { steps: [{ tool, values: { wide: 1 } }] }, /cannot be used here/],
  ['a logo that is not there', { steps: [{ tool, values: { width: 1, logo } }] }, /“Logo” is missing/],
  ['no step', { steps: [] }, /no chain of tools/],
] as const)('%s is refused in a sentence', (_, given, words) => {
  const text =
    typeof given === 'string' ? given : JSON.stringify({ atelier: 'chain', version: 1, title: 'A', ...given })
  expect(() => readChain(text, faces)).toThrow(UnfitChain)
  expect(() => readChain(text, faces)).toThrow(words)
})

test('what makes several files can only stand at the end, what needs several nowhere', () => {
  const several: Faces = { [tool]: face('Icons', faces[tool]!.fields, { changes: false }) }
  expect(faultsOf([step()], several)).toEqual([])
  expect(faultsOf([step(), step()], several)).toEqual([expect.stringMatching(/only stand at the end/)])
  const collage: Faces = { [tool]: face('Collage', {}, { takes: { min: 2, max: 9 } }) }
  expect(faultsOf([step({ values: {} })], collage)).toEqual([expect.stringMatching(/no place in a chain/)])
  expect(faultsOf([], faces)).toEqual([expect.stringMatching(/empty/)])
})

test('what is still to be filled in is said, and only while it is asked for', () => {
  const fields: Fields = {
    how: { kind: 'choice', label: 'How', options: ['size', 'half'], default: 'size' },
    width: { kind: 'number', label: 'Width', min: 1, max: 9, step: 1 },
    height: { kind: 'number', label: 'Height', min: 1, max: 9, step: 1 },
    words: { kind: 'text', label: 'Words', max: 9, required: true, when: { field: 'how', is: ['half'] } },
  }
  const anyOf = { fields: ['width', 'height'], when: { field: 'how', is: ['size'] } }
  const sized: Faces = { [tool]: face('Size', fields, { anyOf }) }
  const lacks = (values: Step['values']) => lacksOf([step({ values })], sized)
  expect(lacks({ how: 'size' })).toEqual(['Size: “Width or Height” is missing.'])
  expect(lacks({ how: 'size', height: 3 })).toEqual([])
  expect(lacks({ how: 'half' })).toEqual(['Size: “Words” is missing.'])
  expect(lacks({ how: 'half', words: 'x' })).toEqual([])
})
