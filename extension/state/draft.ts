import { effect, signal, type Signal } from '@preact/signals'
import type { FieldValue } from '../../shared/fields.ts'
import { TaskId, tasks, type Task } from '../../shared/task.ts'
import { paidModels } from './catalogue.ts'
import { pageView, perTab, readPerTab } from './place.ts'
import { blank, Draft, takeOver } from './form.ts'

export const drafts = Object.fromEntries(TaskId.options.map((task) => [task, signal(blank)])) as Record<
  TaskId,
  Signal<Draft>
>

export function change(task: TaskId, part: Partial<Draft>): void {
  drafts[task].value = { ...drafts[task].peek(), ...part }
}

export function setValue(task: TaskId, name: string, value: FieldValue | undefined): void {
  const values = { ...drafts[task].peek().values }
  if (value === undefined) delete values[name]
  else values[name] = value
  change(task, { values })
}

/** Masks painted over the picture of this field, by the task or by any model of it. */
function masksOver(task: TaskId, name: string): string[] {
  const extras = paidModels(task).map((model) => model.extras ?? {})
  return [(tasks[task] as Task).fields, ...extras].flatMap((fields) =>
    Object.entries(fields).flatMap(([mask, field]) =>
      field.kind === 'mask' && field.of === name ? [mask] : [],
    ),
  )
}

/** A file goes in, or another than before: what was affirmed of the old one, or painted over it, says nothing of it. */
export function setFile(task: TaskId, name: string, value: FieldValue | undefined): void {
  for (const mask of masksOver(task, name)) setValue(task, mask, undefined)
  setValue(task, name, value)
  change(task, { consent: false })
}

/** Reads the drafts of this tab back and keeps them from then on. */
export async function restoreDrafts(): Promise<void> {
  const name = (task: TaskId) => `draft:${task}`
  const stored = await readPerTab(TaskId.options.map(name), Draft)
  TaskId.options.forEach((task, at) => {
    drafts[task].value = stored[at] ?? blank
    let first = true
    effect(() => {
      const draft = drafts[task].value
      if (first) first = false
      else void perTab(name(task), Draft).write(draft)
    })
  })
  const { prompt } = tasks['create-image'].fields
  const max = prompt?.kind === 'text' ? prompt.max : 0
  effect(() => {
    const words = pageView.value?.draft ?? ''
    const draft = drafts['create-image']
    draft.value = takeOver(draft.peek(), words, max)
  })
}
