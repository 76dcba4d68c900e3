import { effect, signal, type Signal } from '@preact/signals'
import { z } from 'zod'
import type { Field, Fields, FieldValue, Values } from '../../shared/fields.ts'
import { TaskId, tasks } from '../../shared/task.ts'
import { pageView, perTab } from './place.ts'

/** What is being put together for one task. Values of fields another model has are kept for the way back. */
export const Draft = z.object({
  model: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  count: z.int().min(1).max(10),
  /** What was last taken over from the page: the composer's own words, or the time of the call with a picture. */
  taken: z.string(),
})
export type Draft = z.infer<typeof Draft>

const blank: Draft = { model: null, values: {}, count: 1, taken: '' }

export const drafts: Record<TaskId, Signal<Draft>> = {
  'create-image': signal(blank),
  'image-to-video': signal(blank),
}

export function change(task: TaskId, part: Partial<Draft>): void {
  drafts[task].value = { ...drafts[task].peek(), ...part }
}

export function setValue(task: TaskId, name: string, value: FieldValue | undefined): void {
  const values = { ...drafts[task].peek().values }
  if (value === undefined) delete values[name]
  else values[name] = value
  change(task, { values })
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
      return typeof value === 'string' && value !== ''
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

/** Reads the drafts of this tab back and keeps them from then on. */
export async function restoreDrafts(): Promise<void> {
  for (const task of TaskId.options) {
    const stored = perTab(`draft:${task}`, Draft)
    drafts[task].value = (await stored.read()) ?? blank
    let first = true
    effect(() => {
      const draft = drafts[task].value
      if (first) first = false
      else void stored.write(draft)
    })
  }
  const { prompt } = tasks['create-image'].fields
  const max = prompt?.kind === 'text' ? prompt.max : 0
  effect(() => {
    const words = pageView.value?.draft ?? ''
    const draft = drafts['create-image']
    draft.value = takeOver(draft.peek(), words, max)
  })
}
