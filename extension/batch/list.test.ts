import { describe, expect, test } from 'vitest'
import { toolIds, type ToolId } from '../tools/tool.ts'
import type { Faces } from './chain.ts'
import { readCsv, readJson, UnfitList } from './list.ts'

/** The tests are of any tool: this one stands under whatever name there is. */
const tool: ToolId = toolIds[0]
const faces: Faces = {
  [tool]: {
    title: 'Size',
    about: '',
    verb: '',
    accepts: ['image/*'],
    takes: { min: 1, max: 1 },
    changes: true,
    works: true,
    fields: {
      width: { kind: 'number', label: 'Width', min: 1, max: 5000, step: 1, default: 10 },
      fit: {
        kind: 'choice',
        label: 'How',
        options: ['fill', 'fit'],
        titles: { fit: 'Whole picture' },
        default: 'fit',
      },
      larger: { kind: 'switch', label: 'Enlarge', default: false },
      colour: { kind: 'color', label: 'Colour', default: '#ffffff' },
      focus: { kind: 'point', label: 'Focus' },
    },
  },
}
const asset = 'ast_0123456789abcdefghjkmnpqr'

describe('CSV', () => {
  test('each row is a file with its own values, in the words of a spreadsheet', () => {
    const text = [
      `\ufeffFile;as;${tool}.width;${tool}.fit;${tool}.larger;${tool}.colour;${tool}.focus;tools`,
      'hat.jpg;;800;Whole picture;yes;#FFCC00;0.5 0.25;',
      '"coat, red.png";Winter;;;;;;' + tool,
      '',
      `;;1;;;;;`,
    ].join('\r\n')
    const { rows, bad } = readCsv(text, faces)
    expect(rows).toEqual([
      {
        line: 2,
        source: { kind: 'file', name: 'hat.jpg' },
        as: null,
        tools: null,
        own: {
          [tool]: { width: 800, fit: 'fit', larger: true, colour: '#ffcc00', focus: { x: 0.5, y: 0.25 } },
        },
      },
      { line: 3, source: { kind: 'file', name: 'coat, red.png' }, as: 'Winter', tools: [tool], own: {} },
    ])
    expect(bad).toEqual([
      { line: 5, name: 'Without a name', reason: 'It names no file, no address and no asset.' },
    ])
  })

  test('a bad row is named with its line, and the others stand', () => {
    const text = [
      `address,asset,${tool}.width,tools`,
      'https://shop.example/a.jpg,,100,',
      'ftp://shop.example/b.jpg,,100,',
      `,${asset},100,`,
      ',ast_nonsense,100,',
      'https://shop.example/c.jpg,,wide,',
      'https://shop.example/d.jpg,,9000,',
      'https://shop.example/e.jpg,,,teleport',
      `https://shop.example/f.jpg,${asset},,`,
    ].join('\n')
    const { rows, bad } = readCsv(text, faces)
    expect(rows.map(({ line }) => line)).toEqual([2, 4])
    expect(bad.map(({ line }) => line)).toEqual([3, 5, 6, 7, 8, 9])
    for (const { reason } of bad) expect(reason).toMatch(/^[“A-Z].+\.$/)
    expect(bad[2]).toMatchObject({ name: 'https://shop.example/c.jpg' })
  })

  test.each([
    ['', /no column that names the pictures/],
    ['width,height\n1,2', /no column that names the pictures/],
    ['file\n', /empty/],
    [`file,${tool}.girth\na,1`, /Size has: width, fit/],
    ['file,teleport.speed\na,1', /The tools are/],
  ])('%j is refused whole, with what it should look like', (text, words) => {
    expect(() => readCsv(text, faces)).toThrow(UnfitList)
    expect(() => readCsv(text, faces)).toThrow(words)
  })
})

describe('JSON', () => {
  test('rows are objects; a bad one is set aside', () => {
    const { rows, bad } = readJson(
      JSON.stringify([
        { file: 'hat.jpg', as: 'Hat', values: { [tool]: { width: 7 } } },
        { file: 'hat.jpg', valves: {} },
        { asset, tools: [tool] },
        'hat.jpg',
        { file: 'a.jpg', values: { [tool]: { girth: 7 } } },
      ]),
      faces,
    )
    expect(rows.map(({ line, own }) => [line, own])).toEqual([
      [1, { [tool]: { width: 7 } }],
      [3, {}],
    ])
    expect(bad.map(({ line, name }) => [line, name])).toEqual([
      [2, 'hat.jpg'],
      [4, 'Without a name'],
      [5, 'a.jpg'],
    ])
  })

  test.each(['', '{}', '[]', '[1,'])('%j is refused whole', (text) => {
    expect(() => readJson(text, faces)).toThrow(UnfitList)
  })
})
