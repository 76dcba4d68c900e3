import { expect, test } from 'vitest'
import { toolIds, type ToolId } from '../tools/tool.ts'
import type { Faces } from './chain.ts'
import { piecesOf } from './give.ts'
import type { Item } from './journal.ts'
import { reportOf } from './report.ts'
import { stepsOf, stepWords } from './steps.ts'

const [first, second] = toolIds as readonly ToolId[]
const look = (title: string) => ({
  title,
  about: '',
  verb: '',
  accepts: ['image/*'],
  takes: { min: 1, max: 1 },
  works: true,
  changes: true,
  fields: {
    width: { kind: 'number', label: 'Width', unit: 'px', min: 1, max: 100, step: 1, default: 10 },
    how: { kind: 'choice', label: 'How', options: ['a', 'b'], titles: { b: 'By hand' }, default: 'a' },
    deep: { kind: 'switch', label: 'Deep', default: false, when: { field: 'how', is: ['b'] } },
  } as const,
})
const faces: Faces = { [first!]: look('Size'), [second!]: look('Mark') }
const chain = { title: '', steps: [{ tool: first!, values: { width: 20, how: 'a' } }] }

const item = (n: number, more: Partial<Item> = {}): Item => ({
  batch: 'b',
  n,
  name: `hat ${n}.png`,
  folder: '',
  bytes: 1000,
  modified: 0,
  input: n,
  as: null,
  tools: null,
  own: {},
  line: null,
  state: 'done',
  reason: null,
  notes: [],
  made: [{ name: `hat ${n}.webp`, ending: 'webp', type: 'image/webp', bytes: 400 }],
  ms: 1234,
  ...more,
})

test('a row’s own values stand over the chain’s, and its own tools in their place', () => {
  expect(stepsOf(item(1, { own: { [first!]: { width: 5 } } }), chain, faces)).toEqual([
    { tool: first, values: { width: 5, how: 'a' } },
  ])
  // A tool that the chain has too keeps what was chosen there; another begins with its own.
  expect(stepsOf(item(1, { tools: [second!, first!] }), chain, faces)).toEqual([
    { tool: second, values: { width: 10, how: 'a', deep: false } },
    { tool: first, values: { width: 20, how: 'a' } },
  ])
  expect(() => stepsOf(item(1, { own: { [second!]: { width: 5 } } }), chain, faces)).toThrow(
    'Its row asks for values of Mark, which is not in the chain',
  )
})

test('a step is told by what was chosen otherwise than it starts', () => {
  const { fields } = look('Size')
  expect(stepWords(fields, { width: 10, how: 'a' })).toBe('As it starts')
  expect(stepWords(fields, { width: 80, how: 'b', deep: true })).toBe('Width 80 px · By hand · Deep')
  expect(stepWords(fields, { width: 10, how: 'a', deep: true })).toBe('As it starts')
})

test('the report has a line for everything made and everything that was not, and no formulas', () => {
  const items = [
    item(1, { state: 'refused', name: '../evil.png', reason: 'It leads out.', made: [], bytes: 0, ms: null }),
    item(2, { folder: 'shop' }),
    item(3, { name: '=cmd().png', state: 'failed', reason: 'It is broken, sadly.', made: [] }),
    item(4, { as: 'Winter', line: 7, notes: ['Made smaller.'] }),
  ]
  const pieces = piecesOf(items, '{n}', () => ['resize'])
  expect(pieces.map(({ path }) => path)).toEqual(['shop/1.webp', 'Winter.webp'])
  const lines = reportOf(items, pieces, () => ['resize', 'compress'])
    .trim()
    .split('\r\n')
  expect(lines.slice(1)).toEqual([
    '1,../evil.png,,not taken,,,,,,It leads out.',
    '2,shop/hat 2.png,,done,shop/1.webp,resize > compress,1000,400,1.23,',
    `3,"'=cmd().png",,failed,,,1000,,1.23,"It is broken, sadly."`,
    '4,hat 4.png,7,done,Winter.webp,resize > compress,1000,400,1.23,Made smaller.',
  ])
})
