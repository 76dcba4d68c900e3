import { api } from '../api.ts'
import type { PublicModel } from '../../shared/model.ts'
import type { TaskId } from '../../shared/task.ts'
import { source } from './loaded.ts'

export const catalogue = source(async () => (await api.models()).models)

const onDevice = (model: PublicModel) => model.id.startsWith('device/')

/** Models of a task that a vendor runs, in the catalogue's order. */
export const paidModels = (task: TaskId) =>
  (catalogue.now.value.value ?? []).filter((model) => model.task === task && !onDevice(model))

/** Models of a task that run on this machine. */
export const deviceModels = (task: TaskId) =>
  (catalogue.now.value.value ?? []).filter((model) => model.task === task && onDevice(model))
