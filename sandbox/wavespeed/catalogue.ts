import { createModels } from './create.ts'
import { editModels } from './edit.ts'
import { faceModels } from './faces.ts'
import type { Model } from './model.ts'
import { solidModels } from './three-d.ts'
import { toolModels } from './tools.ts'
import { videoModels } from './video.ts'
import { voiceModels } from './voice.ts'

/** Every model WaveSpeed is played with. */
export const models: readonly Model[] = [
  ...createModels,
  ...editModels,
  ...toolModels,
  ...faceModels,
  ...solidModels,
  ...videoModels,
  ...voiceModels,
]
