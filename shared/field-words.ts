import type { z } from 'zod'
import type { Field } from './fields.ts'

// What is said of a value that does not fit: the field, what it takes, and the nearest that it does.

/** For one wrong value; zod asks for it with what was given. */
type Words = (issue: z.core.$ZodRawIssue) => string

const count = (number: number) => number.toLocaleString('en')

/** "7:1" → 7, "10" → 10, "720p" → 720; nothing for words. */
function sizeOf(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?))?[a-z]?$/i.exec(text.trim())
  return found ? Number(found[1]) / Number(found[2] ?? 1) : null
}

/** How many letters have to be put in, taken out or changed to come from one word to the other. */
function steps(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, n) => n)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(from[i - 1] !== to[j - 1])))
    row = next
  }
  return row[to.length]!
}

/** The option that comes nearest: in size where both have one, in spelling otherwise. */
export function closestOf(given: string, options: readonly string[]): string | undefined {
  const text = given.slice(0, 100)
  const size = sizeOf(text)
  const distance = (option: string) => {
    const own = size === null ? null : sizeOf(option)
    return size !== null && own !== null
      ? Math.abs(Math.log((own + 1e-9) / (size + 1e-9)))
      : 100 + steps(text.toLowerCase(), option.toLowerCase())
  }
  return options.toSorted((a, b) => distance(a) - distance(b))[0]
}

const listed = (options: readonly string[]) =>
  options.length > 12
    ? `${options.slice(0, 12).join(', ')} and ${options.length - 12} more`
    : options.join(', ')

/** What was given, short enough to be read. */
const quoted = (input: unknown) => {
  const text = typeof input === 'string' ? input : (JSON.stringify(input) ?? String(input))
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`
}

const unlessMissing =
  (label: string, words: Words): Words =>
  (issue) =>
    issue.input === undefined ? `${label} is missing` : words(issue)

export const choiceWords = (label: string, options: readonly string[], more = ''): Words =>
  unlessMissing(label, ({ input }) => {
    const given = typeof input === 'string' ? input : JSON.stringify(input)
    return `${label} takes one of ${listed(options)}${more}; the nearest to ${quoted(input)} is ${closestOf(given, options)}`
  })

export const numberWords = ({ label, min, max }: Extract<Field, { kind: 'number' }>, whole: boolean): Words =>
  unlessMissing(label, ({ input }) => {
    const takes = `${label} takes ${whole ? 'a whole number' : 'a number'} from ${count(min)} to ${count(max)}`
    if (typeof input !== 'number' || Number.isNaN(input)) return takes
    const nearest = Math.min(Math.max(whole ? Math.round(input) : input, min), max)
    return `${takes}; the nearest to ${count(input)} is ${count(nearest)}`
  })

export const textWords = (label: string): Words => unlessMissing(label, () => `${label} takes text`)

export const tooLongWords =
  (label: string, max: number): Words =>
  ({ input }) => {
    const over = String(input).trim().length - max
    return `${label} is longer than ${max} characters: shorten it by ${count(over)}`
  }

export const switchWords = (label: string): Words =>
  unlessMissing(label, () => `${label} takes true or false`)

export const assetWords = (label: string): Words =>
  unlessMissing(label, () => `${label} takes the id of something in your library`)

export const listWords = (label: string, min: number, max: number): Words =>
  unlessMissing(label, ({ input }) => {
    if (!Array.isArray(input)) return `${label} takes a list of ${min} to ${max}`
    const over = input.length - max
    return over > 0
      ? `${label}: at most ${max}; these are ${input.length}, leave out ${over}`
      : `${label}: at least ${min}; these are ${input.length}`
  })

/** For names that stand where fields are named. */
export const unknownWords =
  (fields: readonly string[]): Words =>
  (issue) => {
    if (issue.code !== 'unrecognized_keys') return 'The values have to be an object, by field'
    const [key = ''] = issue.keys as string[]
    return `There is no field ${quoted(key)} here; the nearest is “${closestOf(key, fields)}”`
  }

export const colorWords = (label: string): Words =>
  unlessMissing(label, () => `${label} takes a colour such as #1e1a15, in small letters`)

export const pointWords = (label: string): Words =>
  unlessMissing(label, () => `${label} takes a place in the picture: x and y, each from 0 to 1`)

export const boxWords = (label: string): Words =>
  unlessMissing(label, () => `${label} takes a part of the picture: x, y, width and height, each from 0 to 1`)
