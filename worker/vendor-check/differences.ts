import type { Model } from '../../shared/model.ts'
import type { Micros } from '../../shared/money.ts'
import type { ListedInput, ListedModel } from '../providers/listing.ts'
import { isFile, type WireValue } from '../providers/wire.ts'
import { sentOf } from './sent.ts'

export type Plain = string | number | boolean

/** One end of what a field takes: of a number itself, of a text's characters, a list's items, a side in pixels. */
export interface Limit {
  of: 'number' | 'characters' | 'items' | 'pixels of a side'
  end: 'least' | 'most'
  ours: number
  theirs: number
}

/** Where our catalogue and the vendor's are not the same. `model` is ours, `path` the vendor's name for it. */
export type Difference =
  /** We sell it, the vendor does not. */
  | { kind: 'gone'; model: string; path: string }
  /** The vendor sells it, and nobody has looked at it yet. */
  | { kind: 'new'; path: string; title: string }
  /** We send it, the vendor does not know it: it is dropped without a word. */
  | { kind: 'unknown-field'; model: string; field: string }
  /** The vendor requires it, and there are orders of ours without it. */
  | { kind: 'required-field'; model: string; field: string }
  | { kind: 'type'; model: string; field: string; ours: readonly string[]; theirs: string }
  /** We may send values that the vendor does not allow. */
  | { kind: 'value'; model: string; field: string; ours: readonly Plain[]; theirs: readonly Plain[] }
  /** The vendor allows values that we do not offer. */
  | { kind: 'more-values'; model: string; path: string; field: string; theirs: readonly Plain[] }
  /** We let people go further than the vendor does. */
  | ({ kind: 'limit'; model: string; field: string } & Limit)
  /** The vendor goes further than we let people. */
  | ({ kind: 'wider-limit'; model: string; path: string; field: string } & Limit)
  | {
      kind: 'price'
      model: string
      options: Readonly<Record<string, string>>
      ourMicros: Micros
      theirMicros: Micros
      /** Theirs by ours; null where ours is nothing. */
      factor: number | null
    }

/**
 * What the vendor has and we do not may be so on purpose: its names, by which `passed-over.json` remembers it. None
 * for a difference that has to be mended.
 */
export function passableNames(difference: Difference): string[] {
  switch (difference.kind) {
    case 'new':
      return [difference.path]
    case 'more-values':
      return difference.theirs.map((value) => `${difference.path} ${difference.field}: ${String(value)}`)
    case 'wider-limit': {
      const { path, field, end, theirs } = difference
      return [`${path} ${field}: ${end} ${theirs}`]
    }
    default:
      return []
  }
}

/** Our models beside the vendor's own list, without what was passed over. */
export function catalogueDifferences(
  models: readonly Model[],
  listed: readonly ListedModel[],
  passedOver: ReadonlySet<string>,
): Difference[] {
  const ours = models.flatMap((model): Difference[] => {
    const { id, wire } = model
    const theirs = listed.find(({ path }) => path === wire.path)
    return theirs ? fieldDifferences(model, theirs) : [{ kind: 'gone', model: id, path: wire.path }]
  })
  const taken = new Set(models.map(({ wire }) => wire.path))
  const others = listed
    .filter(({ path }) => !taken.has(path))
    .map(({ path, title }): Difference => ({ kind: 'new', path, title }))
  return [...ours, ...others].flatMap((difference) => without(difference, passedOver))
}

function without(difference: Difference, passedOver: ReadonlySet<string>): Difference[] {
  if (difference.kind === 'more-values') {
    const theirs = difference.theirs.filter(
      (value) => !passableNames({ ...difference, theirs: [value] }).some((name) => passedOver.has(name)),
    )
    return theirs.length > 0 ? [{ ...difference, theirs }] : []
  }
  return passableNames(difference).some((name) => passedOver.has(name)) ? [] : [difference]
}

function fieldDifferences(model: Model, { path, inputs, required }: ListedModel): Difference[] {
  if (!inputs) return []
  const { always, values } = sentOf(model)
  const missing = required.filter((field) => !always.has(field))
  return [
    ...[...values].flatMap(([field, sent]) => {
      const input = inputs[field]
      const fixed = Object.hasOwn(model.wire.fixed ?? {}, field)
      const place = { model: model.id, path, field }
      return input ? inputDifferences(place, input, sent, fixed) : [unknown(place)]
    }),
    ...missing.map((field): Difference => ({ kind: 'required-field', model: model.id, field })),
  ]
}

interface Place {
  model: string
  path: string
  field: string
}

const unknown = ({ model, field }: Place): Difference => ({ kind: 'unknown-field', model, field })

/** `fixed`: that we send just this one value is our own choice. */
function inputDifferences(
  place: Place,
  input: ListedInput,
  sent: readonly WireValue[],
  fixed: boolean,
): Difference[] {
  const { model, field } = place
  const found: Difference[] = []
  const types = typesBeside(input, sent)
  // Of another type no value is the same.
  if (types.length > 0) return [{ kind: 'type', model, field, ours: types, theirs: input.type ?? '' }]
  if (input.enum) {
    const ours = [...new Set(sent)].filter((value) => typeof value !== 'object')
    const refused = ours.filter((value) => !input.enum?.includes(value))
    const more = fixed ? [] : input.enum.filter((value) => !ours.includes(value))
    if (refused.length > 0) found.push({ kind: 'value', model, field, ours: refused, theirs: input.enum })
    if (more.length > 0) found.push({ kind: 'more-values', ...place, theirs: more })
  }
  for (const limit of limitsBeside(input, sent)) {
    const tooFar = limit.end === 'least' ? limit.ours < limit.theirs : limit.ours > limit.theirs
    if (tooFar) found.push({ kind: 'limit', model, field, ...limit })
    // What is always longer or larger than the vendor's least has nothing to gain.
    else if (!fixed && (limit.of === 'number' || (limit.end === 'most' && limit.of !== 'pixels of a side')))
      found.push({ kind: 'wider-limit', ...place, ...limit })
  }
  return found
}

/** A file is sent by its address. */
function typeOf(value: WireValue): string {
  if (Array.isArray(value)) return 'array'
  if (isFile(value)) return 'string'
  return Number.isInteger(value) ? 'integer' : typeof value
}

function typesBeside({ type }: ListedInput, sent: readonly WireValue[]): string[] {
  const fits = (one: string) => one === type || (one === 'integer' && type === 'number')
  return type === undefined ? [] : [...new Set(sent.map(typeOf))].filter((one) => !fits(one))
}

/** Every limit of the vendor's that is not ours too. */
function limitsBeside(input: ListedInput, sent: readonly WireValue[]): Limit[] {
  const numbers = sent.filter((value) => typeof value === 'number')
  const texts = sent.filter((value) => typeof value === 'string')
  const lists = sent.filter((value) => Array.isArray(value))
  const sides = texts.filter((text) => /^\d+\*\d+$/.test(text)).flatMap((text) => text.split('*').map(Number))
  const both = (of: Limit['of'], ours: readonly number[], least?: number, most?: number): Limit[] => {
    if (ours.length === 0) return []
    const [low, high] = [Math.min(...ours), Math.max(...ours)]
    return [
      ...(least === undefined || least === low
        ? []
        : [{ of, end: 'least', ours: low, theirs: least } as const]),
      ...(most === undefined || most === high
        ? []
        : [{ of, end: 'most', ours: high, theirs: most } as const]),
    ]
  }
  return [
    ...both('number', numbers, input.minimum, input.maximum),
    ...both(
      'characters',
      texts.map((text) => [...text].length),
      input.minLength,
      input.maxLength,
    ),
    ...both(
      'items',
      lists.map(({ length }) => length),
      input.minItems,
      input.maxItems,
    ),
    ...both('pixels of a side', sides, input.minimum, input.maximum),
  ]
}
