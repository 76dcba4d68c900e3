import { signal } from '@preact/signals'
import { z } from 'zod'
import type { PublicModel } from '../../shared/model.ts'
import { TaskId } from '../../shared/task.ts'
import { change, drafts } from './draft.ts'
import { kept } from './kept.ts'

/** The model last chosen for each task, in any tab. */
const chosen = signal<Partial<Record<TaskId, string>>>({})
const keptChosen = kept('local', 'models', z.partialRecord(TaskId, z.string()))

export async function restoreModels(): Promise<void> {
  keptChosen.watch((next) => (chosen.value = next ?? {}))
  chosen.value = (await keptChosen.read()) ?? {}
}

export function chooseModel(task: TaskId, id: string): void {
  change(task, { model: id })
  chosen.value = { ...chosen.peek(), [task]: id }
  void keptChosen.write(chosen.peek())
}

/** As many models as one press may compare. */
export const mostCompared = 4

/** Takes a model into the comparison or out of it; the one of the form stays. */
export function compareWith(task: TaskId, id: string, on: boolean): void {
  const others = drafts[task].peek().beside.filter((other) => other !== id)
  change(task, { beside: on ? [...others, id].slice(0, mostCompared - 1) : others })
}

/** The model a form is for: the one of its draft, else the one chosen last, else the first that is offered. */
export function modelOf(task: TaskId, models: readonly PublicModel[]): PublicModel | undefined {
  const wanted = [drafts[task].value.model, chosen.value[task]]
  const found = wanted.map((id) => models.find((model) => model.id === id))
  return found[0] ?? found[1] ?? models[0]
}
