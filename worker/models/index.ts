import type { Model, PublicModel } from '../../shared/model.ts'
import { createModels } from './create.ts'
import { stabilityCreateModels } from './stability-create.ts'
import { stabilityEditModels } from './stability-edit.ts'
import { stabilityThreeDModels } from './stability-three-d.ts'
import { videoModels } from './video.ts'

/** The catalogue, in the order people see it. */
export const models: readonly Model[] = [
  ...createModels,
  ...stabilityCreateModels,
  ...stabilityEditModels,
  ...videoModels,
  ...stabilityThreeDModels,
]

const byId = new Map(models.map((model) => [model.id as string, model]))

export const modelById = (id: string): Model | undefined => byId.get(id)

/** What a browser may see: the vendor's paths and field names stay here. */
export const publicModels = (list: readonly Model[]): PublicModel[] =>
  list.map(({ wire: _wire, costBasis: _costBasis, ...model }) => model)
