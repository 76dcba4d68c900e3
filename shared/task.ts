import { z } from 'zod'
import type { Fields } from './fields.ts'
import type { Unit } from './money.ts'
import { createImage } from './tasks/create-image.ts'
import { imageToVideo } from './tasks/image-to-video.ts'

export const MediaKind = z.enum(['image', 'video', 'audio', 'model3d', 'text'])
export type MediaKind = z.infer<typeof MediaKind>

/** What can be asked for: fields and nothing else. Which models do it is the Worker's catalogue. */
export interface Task {
  title: string
  /** The word on the button. */
  verb: string
  makes: MediaKind
  /** What a person pays with. */
  unit: Unit
  /** Public address below /api/image-studio/. */
  path: string
  fields: Fields
}

export const TaskId = z.enum(['create-image', 'image-to-video'])
export type TaskId = z.infer<typeof TaskId>

export const tasks: Record<TaskId, Task> = {
  'create-image': createImage,
  'image-to-video': imageToVideo,
}
