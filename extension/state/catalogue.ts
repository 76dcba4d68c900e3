import { computed } from '@preact/signals'
import { api } from '../api.ts'
import type { PublicModel } from '../../shared/model.ts'
import { TaskId } from '../../shared/task.ts'
import { source } from './loaded.ts'

export const catalogue = source(async () => (await api.models()).models)

const onDevice = (model: PublicModel) => model.id.startsWith('device/')

/** What can be asked for now, in the order of the list: a task that no model does is not shown. */
export const offeredTasks = computed(() => {
  const done = new Set((catalogue.now.value.value ?? []).map(({ task }) => task))
  return TaskId.options.filter((task) => done.has(task))
})

/** Models of a task that a vendor runs, in the catalogue's order. */
export const paidModels = (task: TaskId) =>
  (catalogue.now.value.value ?? []).filter((model) => model.task === task && !onDevice(model))

/** Models of a task that run on this machine. */
export const deviceModels = (task: TaskId) =>
  (catalogue.now.value.value ?? []).filter((model) => model.task === task && onDevice(model))
