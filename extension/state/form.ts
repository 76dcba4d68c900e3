import { z } from 'zod'
import { Values, type Field, type Fields, type FieldValue } from '../../shared/fields.ts'

/** What is being put together for one task. Values of fields another model has are kept for the way back. */
export const Draft = z.object({
  model: z.string().nullable(),
  values: Values,
  count: z.int().min(1).max(10),
  /** What was last taken over from the page: the composer's own words, or the time of the call with a picture. */
  taken: z.string(),
  /** Whether the sentence of the task's consent is affirmed for what is put in now. */
  consent: z.boolean().default(false),
  /** Further models that are to make the same, to compare them. */
  beside: z.array(z.string()).default([]),
  /** Whether another model may do it, should this one fail. */
  fallback: z.boolean().default(false),
})
export type Draft = z.infer<typeof Draft>

export const blank: Draft = {
  model: null,
  values: {},
  count: 1,
  taken: '',
  consent: false,
  beside: [],
  fallback: false,
}

function fits(field: Field, value: FieldValue | undefined): boolean {
  switch (field.kind) {
    case 'text':
      return typeof value === 'string'
    case 'choice':
      return typeof value === 'string' && field.options.includes(value)
    case 'number':
      return typeof value === 'number' && value >= field.min && value <= field.max
    case 'switch':
      return typeof value === 'boolean'
    case 'image':
    case 'mask':
    case 'audio':
    case 'voice':
      return typeof value === 'string' && value !== ''
    case 'images':
    case 'words':
      return Array.isArray(value) && value.length > 0 && value.length <= field.max
    case 'choices':
      return Array.isArray(value) && value.every((one) => field.options.includes(one))
    case 'color':
      return typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value)
    case 'point':
    case 'box':
      return typeof value === 'object' && !Array.isArray(value)
  }
}

/** The values a form of these fields holds: what was chosen where it fits, else the field's default, else nothing. */
export function valuesFor(fields: Fields, chosen: Values): Values {
  const values: Values = {}
  for (const [name, field] of Object.entries(fields)) {
    const own = chosen[name]
    const value = fits(field, own) ? own : 'default' in field ? field.default : undefined
    if (value === undefined) continue
    if (field.kind === 'text' && !field.required && typeof value === 'string' && value.trim() === '') continue
    values[name] = value
  }
  return values
}

/** Takes the composer's words as the prompt, unless the person has written something of their own. */
export function takeOver(draft: Draft, words: string, max: number): Draft {
  const offered = words.trim().slice(0, max)
  const prompt = String(draft.values['prompt'] ?? '')
  if (!offered || offered === draft.taken || (prompt !== '' && prompt !== draft.taken)) return draft
  return { ...draft, values: { ...draft.values, prompt: offered }, taken: offered }
}
