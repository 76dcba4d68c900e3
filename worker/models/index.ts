import type { Model, PublicModel } from '../../shared/model.ts'
import { avatarModels } from './avatar.ts'
import { backgroundModels } from './background.ts'
import { createModels, referenceModels } from './create.ts'
import { editModels } from './edit.ts'
import { faceModels } from './faces.ts'
import { maskModels } from './mask.ts'
import { stabilityCreateModels } from './stability-create.ts'
import { stabilityEditModels } from './stability-edit.ts'
import { stabilityThreeDModels } from './stability-three-d.ts'
import { threeDModels } from './three-d.ts'
import { upscaleModels } from './upscale.ts'
import { videoModels } from './video.ts'
import { voiceModels } from './voice.ts'
import { wordModels } from './words.ts'

/** The catalogue, in the order people see it: a form opens with the first of its task. */
export const models: readonly Model[] = [
  ...createModels,
  ...referenceModels,
  ...editModels,
  ...maskModels,
  ...backgroundModels,
  ...upscaleModels,
  ...faceModels,
  ...avatarModels,
  ...videoModels,
  ...voiceModels,
  ...wordModels,
  ...threeDModels,
  ...stabilityCreateModels,
  ...stabilityEditModels,
  ...stabilityThreeDModels,
]

const byId = new Map(models.map((model) => [model.id as string, model]))

export const modelById = (id: string): Model | undefined => byId.get(id)

/** What a browser may see: the vendor's paths and field names stay here. */
export const publicModels = (list: readonly Model[]): PublicModel[] =>
  list.map(({ wire: _wire, costBasis: _costBasis, costNote: _costNote, ...model }) => model)
