import type { Field, FieldValue } from '../../shared/fields.ts'
import { fieldsOf } from '../../shared/model.ts'
import { StyleId, styles } from '../../shared/styles.ts'
import type { Run } from './provider.ts'

/** Where one of the run's files goes: its name among them, `image` or, in a list, `images.0`. */
export interface FilePlace {
  file: string
}

export type WireValue = string | number | boolean | FilePlace | readonly (string | FilePlace)[]

/** What a vendor is sent, by its own field names. Files are places: each adapter has its own way of sending them. */
export type Wired = Readonly<Record<string, WireValue>>

export const isFile = (value: unknown): value is FilePlace =>
  typeof value === 'object' && value !== null && 'file' in value

/** The name of the n-th file of a list among the run's files. */
export const listedFile = (field: string, n: number) => `${field}.${n}`

/**
 * The name a vendor keeps a thing under that a job has made there, a voice for one: letters and digits, a letter
 * first, and the same whenever it is asked for.
 */
export const nameAtVendor = (jobId: string) => `atelier${jobId.replace(/[^a-z\d]/gi, '')}`

/** The files of a field that holds some; null for any other. */
function placesOf(name: string, field: Field | undefined, value: FieldValue): FilePlace[] | null {
  if (field?.kind === 'images')
    return Array.isArray(value) ? value.map((_, n) => ({ file: listedFile(name, n) })) : []
  return field?.kind === 'image' || field?.kind === 'mask' || field?.kind === 'audio'
    ? [{ file: name }]
    : null
}

/**
 * A run in the words of its vendor: exactly what is sent, and nothing that was not given. Nothing, an empty text and
 * an empty list are not given; zero is.
 */
export function wireOf({ jobId, model, input }: Pick<Run, 'jobId' | 'model' | 'input'>): Wired {
  const { wire } = model
  const fields = fieldsOf(model)
  const given = Object.entries(input).filter(
    ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  const parts = new Set([
    ...Object.values(wire.lists ?? {}).flat(),
    ...Object.values(wire.joined ?? {}).flatMap(({ of }) => of),
  ])
  const sent: Record<string, WireValue> = {}
  for (const [name, value] of given) {
    const renamed = wire.rename?.[name]
    if (name === 'style' || renamed === null || (parts.has(name) && renamed === undefined)) continue
    const places = placesOf(name, fields[name], value)
    const own = wire.values?.[name]?.[String(value)]
    if (own === null) continue
    sent[renamed ?? name] = places
      ? fields[name]?.kind === 'images'
        ? places
        : places[0]!
      : (own ?? (value as WireValue))
  }
  for (const [field, { of, by, values }] of Object.entries(wire.joined ?? {})) {
    const all = given.filter(([name]) => of.includes(name))
    if (all.length < of.length) continue
    const joined = of.map((name) => String(input[name])).join(by)
    sent[field] = values?.[joined] ?? joined
  }
  for (const [field, names] of Object.entries(wire.lists ?? {})) {
    const places = names.flatMap((name) => {
      const value = given.find(([one]) => one === name)?.[1]
      return value === undefined ? [] : (placesOf(name, fields[name], value) ?? [])
    })
    if (places.length > 0) sent[field] = places
  }
  if (wire.named) sent[wire.named] = nameAtVendor(jobId)
  return { ...sent, ...styleOf(model.wire, input, sent), ...wire.fixed }
}

/** A look in the vendor's own word where it has one, else said in the prompt; never both. */
function styleOf(
  { styles: native }: Run['model']['wire'],
  input: Run['input'],
  sent: Wired,
): Record<string, WireValue> {
  const style = StyleId.safeParse(input['style'])
  if (!style.success) return {}
  const word = native?.values[style.data]
  if (native && word !== undefined) return { [native.field]: word }
  const { prompt } = sent
  return { prompt: prompt ? `${String(prompt)}, ${styles[style.data].words}` : styles[style.data].words }
}
