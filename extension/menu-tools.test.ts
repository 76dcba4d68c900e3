import { expect, test } from 'vitest'
import { valuesSchema } from '../shared/fields.ts'
import { compress } from '../shared/tools/compress.ts'
import { convert } from '../shared/tools/convert.ts'
import { resize } from '../shared/tools/resize.ts'
import { menuFolders, menuTools } from './menu-tools.ts'

const fields: Readonly<Record<string, Parameters<typeof valuesSchema>[0]>> = {
  compress: compress.fields,
  convert: convert.fields,
  resize: resize.fields,
}

test.each(menuTools)('$id is something its tool can be asked', ({ tool, values, under }) => {
  expect(valuesSchema(fields[tool]!).safeParse(values).error).toBeUndefined()
  if (under) expect(menuFolders).toHaveProperty(under)
})

test('no two lines of the menu are called alike', () => {
  const ids = menuTools.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const titles = menuTools.map(({ title, under }) => `${under} ${title}`)
  expect(new Set(titles).size).toBe(titles.length)
})
