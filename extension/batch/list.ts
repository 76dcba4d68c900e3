import Papa from 'papaparse'
import { z } from 'zod'
import { type Field, type Fields, Values, valuesSchema, type FieldValue } from '../../shared/fields.ts'
import { idOf } from '../../shared/ids.ts'
import { isToolId, type ToolId } from '../tools/tool.ts'
import { parseJson, type Faces } from './chain.ts'

/** What a row of a list is about. */
export type Source =
  { kind: 'file'; name: string } | { kind: 'asset'; id: string } | { kind: 'address'; address: string }

/** Values by tool; they stand over those of the chain. */
export type Own = Readonly<Partial<Record<ToolId, Values>>>

/** What is asked of one file in a list. */
export interface Row {
  /** As a spreadsheet counts: the heading is line 1. In JSON, the position from 1. */
  line: number
  source: Source
  /** The name the result is to have. */
  as: string | null
  /** Tools instead of those of the chain. */
  tools: readonly ToolId[] | null
  own: Own
}

/** A row that cannot be followed, with its reason. */
export interface BadRow {
  line: number
  name: string
  reason: string
}

export interface List {
  rows: readonly Row[]
  bad: readonly BadRow[]
}

/** A list that cannot be read at all; the message says why and what it should look like. */
export class UnfitList extends Error {}

export const maxListBytes = 10 * 1024 * 1024
export const maxRows = 10_000

const shape =
  'The first line names the columns: “file”, “address” or “asset”, and what is wanted of each, such as “resize.width”.'

/** Reads a CSV list (comma, semicolon or tab). Throws UnfitList; a bad row is only set aside. */
export function readCsv(text: string, faces: Faces): List {
  refuseHuge(text)
  const { data } = Papa.parse(text, { skipEmptyLines: false })
  const [head = [], ...body] = data
  const columns = head.map((name) => name.trim())
  if (!columns.some((name) => name.toLowerCase() in sources))
    throw new UnfitList(`This list has no column that names the pictures. ${shape}`)
  const asked = columns.filter((name) => !plain.has(name.toLowerCase()) && name !== '')
  for (const name of asked) if (!columnOf(name, faces)) throw new UnfitList(unknownColumn(name, faces))
  const records = body.flatMap((cells, at) =>
    cells.every((cell) => cell.trim() === '')
      ? []
      : [
          {
            line: at + 2,
            given: Object.fromEntries(columns.map((name, i) => [name, (cells[i] ?? '').trim()])),
          },
        ],
  )
  return sort(
    records.map(({ line, given }) => ({ line, name: nameIn(given), row: () => csvRow(line, given, faces) })),
  )
}

/** Reads a JSON list: `[{"file": "hat.jpg", "as": "…", "tools": ["resize"], "values": {"resize": {"width": 800}}}]`. */
export function readJson(text: string, faces: Faces): List {
  refuseHuge(text)
  const all = z.array(z.unknown()).safeParse(parseJson(text)).data
  if (!all)
    throw new UnfitList(
      'This is no list in JSON: it is to be an array of objects, each with a “file”, an “address” or an “asset”.',
    )
  return sort(
    all.map((raw, at) => {
      const name = nameIn(z.record(z.string(), z.unknown()).safeParse(raw).data ?? {})
      return { line: at + 1, name, row: () => jsonRow(at + 1, raw, faces) }
    }),
  )
}

class BadCell extends Error {}

function sort(all: readonly { line: number; name: string; row: () => Row }[]): List {
  if (all.length === 0) throw new UnfitList(`This list is empty. ${shape}`)
  if (all.length > maxRows) throw new UnfitList(`A list has at most ${maxRows.toLocaleString('en')} rows.`)
  const rows: Row[] = []
  const bad: BadRow[] = []
  for (const { line, name, row } of all)
    try {
      rows.push(row())
    } catch (cause) {
      if (!(cause instanceof BadCell)) throw cause
      bad.push({ line, name, reason: cause.message })
    }
  return { rows, bad }
}

function refuseHuge(text: string): void {
  if (text.length > maxListBytes) throw new UnfitList('This list is larger than 10 MB: split it.')
}

const sources = { file: 'file', name: 'file', address: 'address', url: 'address', asset: 'asset' } as const
const plain = new Set([...Object.keys(sources), 'as', 'tools'])

const nameIn = (given: Readonly<Record<string, unknown>>): string => {
  for (const [key, value] of Object.entries(given))
    if (key.toLowerCase() in sources && typeof value === 'string' && value) return value
  return 'Without a name'
}

function columnOf(name: string, faces: Faces): { tool: ToolId; field: string } | null {
  const [tool = '', field = ''] = name.split('.').map((part) => part.trim())
  const found = isToolId(tool) ? faces[tool] : undefined
  return isToolId(tool) && found && field in found.fields ? { tool, field } : null
}

function unknownColumn(name: string, faces: Faces): string {
  const [tool = ''] = name.split('.')
  const face = isToolId(tool) ? faces[tool] : undefined
  const known = face
    ? `${face.title} has: ${Object.keys(face.fields).join(', ')}.`
    : `The tools are: ${Object.keys(faces).join(', ')}.`
  return `Nothing is known by the column “${name}”: write the tool, a full stop and its field. ${known}`
}

function csvRow(line: number, given: Readonly<Record<string, string>>, faces: Faces): Row {
  const by = (wanted: string) =>
    Object.entries(given).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? ''
  const own: Partial<Record<ToolId, Values>> = {}
  for (const [name, cell] of Object.entries(given)) {
    const column = cell === '' ? null : columnOf(name, faces)
    if (!column) continue
    const field = faces[column.tool]!.fields[column.field]!
    own[column.tool] = { ...own[column.tool], [column.field]: valueOf(cell, field) }
  }
  const tools = by('tools') === '' ? null : by('tools').split(/\s*[>,;|+]\s*/)
  return rowOf(
    line,
    {
      file: by('file') || by('name'),
      address: by('address') || by('url'),
      asset: by('asset'),
      as: by('as'),
      tools,
      own,
    },
    faces,
  )
}

const JsonRow = z.strictObject({
  file: z.string().default(''),
  name: z.string().default(''),
  address: z.string().default(''),
  url: z.string().default(''),
  asset: z.string().default(''),
  as: z.string().default(''),
  tools: z.array(z.string()).nullable().default(null),
  values: z.record(z.string(), Values).default({}),
})

function jsonRow(line: number, raw: unknown, faces: Faces): Row {
  const judged = JsonRow.safeParse(raw)
  if (!judged.success) {
    const [issue] = judged.error.issues
    throw new BadCell(
      `${issue?.path.join('.') || 'It'}: ${issue?.message ?? 'cannot be read'}. A row has “file”, “address” or “asset”, and “as”, “tools” and “values”.`,
    )
  }
  const { file, name, address, url, asset, as, tools, values } = judged.data
  return rowOf(line, { file: file || name, address: address || url, asset, as, tools, own: values }, faces)
}

interface Given {
  file: string
  address: string
  asset: string
  as: string
  tools: readonly string[] | null
  own: Readonly<Record<string, Values>>
}

function rowOf(line: number, { as, tools, own, ...given }: Given, faces: Faces): Row {
  const known = tools?.map((name) => {
    if (!isToolId(name) || !faces[name]) throw new BadCell(`There is no tool “${name}”.`)
    return name
  })
  const judged = Object.entries(own).map(([tool, values]) => {
    const face = isToolId(tool) ? faces[tool] : undefined
    if (!face) throw new BadCell(`There is no tool “${tool}”.`)
    return [tool, judge(values, face.fields, face.title)] as const
  })
  const source = sourceOf(given)
  return { line, source, as: as || null, tools: known ?? null, own: Object.fromEntries(judged) }
}

function sourceOf({ file, address, asset }: Pick<Given, 'file' | 'address' | 'asset'>): Source {
  if ([file, address, asset].filter(Boolean).length > 1)
    throw new BadCell('It names more than one of file, address and asset: leave one.')
  if (file) return { kind: 'file', name: file }
  if (asset) {
    if (!idOf('asset').safeParse(asset).success) throw new BadCell(`“${asset}” is not the id of an asset.`)
    return { kind: 'asset', id: asset }
  }
  if (!address) throw new BadCell('It names no file, no address and no asset.')
  if (URL.parse(address)?.protocol !== 'https:')
    throw new BadCell(`“${address}” is no address that starts with https://.`)
  return { kind: 'address', address }
}

/** Only the values given, judged by their fields. */
function judge(values: Values, fields: Fields, title: string): Values {
  const named: Record<string, Field> = {}
  for (const name of Object.keys(values)) {
    const field = fields[name]
    if (!field)
      throw new BadCell(`${title} has no field “${name}”. It has: ${Object.keys(fields).join(', ')}.`)
    named[name] = field
  }
  const judged = valuesSchema(named).safeParse(values)
  if (judged.success) return judged.data
  throw new BadCell(`${title}: ${judged.error.issues.map(({ message }) => message).join('; ')}.`)
}

const yes = /^(yes|true|on|1|x)$/i
const no = /^(no|false|off|0)$/i

/** What a cell says, as its field takes it; what fits no kind is left for the field to refuse. */
function valueOf(cell: string, field: Field): FieldValue {
  switch (field.kind) {
    case 'number':
      return /^[+-]?\d+([.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : cell
    case 'switch':
      return yes.test(cell) ? true : no.test(cell) ? false : cell
    case 'choice': {
      const same = (word: string | undefined) => word?.toLowerCase() === cell.toLowerCase()
      return field.options.find((option) => same(option) || same(field.titles?.[option])) ?? cell
    }
    case 'choices':
    case 'words':
    case 'images':
      return cell.split(/\s*\|\s*/).filter(Boolean)
    case 'color':
      return cell.toLowerCase()
    case 'point': {
      const [x, y, ...more] = cell.split(/[\s;]+/).map(Number)
      return more.length === 0 && x !== undefined && y !== undefined ? { x, y } : cell
    }
    case 'box': {
      const [x, y, width, height] = cell.split(/[\s;]+/).map(Number)
      const all = x !== undefined && y !== undefined && width !== undefined && height !== undefined
      return all ? { x, y, width, height } : cell
    }
    case 'text':
    case 'image':
    case 'mask':
    case 'audio':
    case 'voice':
      return cell
  }
}
