import { z } from 'zod'
import type { Fields } from './fields.ts'
import type { Unit } from './money.ts'
import { caption } from './tasks/caption.ts'
import { cloneVoice } from './tasks/clone-voice.ts'
import { createImage } from './tasks/create-image.ts'
import { editImage } from './tasks/edit-image.ts'
import { erase } from './tasks/erase.ts'
import { expand } from './tasks/expand.ts'
import { faceSwap } from './tasks/face-swap.ts'
import { generateBackground } from './tasks/generate-background.ts'
import { imageTo3d } from './tasks/image-to-3d.ts'
import { imageToVideo } from './tasks/image-to-video.ts'
import { inpaint } from './tasks/inpaint.ts'
import { makeAvatar } from './tasks/make-avatar.ts'
import { referenceImage } from './tasks/reference-image.ts'
import { removeBackground } from './tasks/remove-background.ts'
import { removeText } from './tasks/remove-text.ts'
import { replaceBackground } from './tasks/replace-background.ts'
import { searchRecolor } from './tasks/search-recolor.ts'
import { searchReplace } from './tasks/search-replace.ts'
import { sketchTo3d } from './tasks/sketch-to-3d.ts'
import { sketchToImage } from './tasks/sketch-to-image.ts'
import { speak } from './tasks/speak.ts'
import { structureToImage } from './tasks/structure-to-image.ts'
import { styleToImage } from './tasks/style-to-image.ts'
import { styleTransfer } from './tasks/style-transfer.ts'
import { textTo3d } from './tasks/text-to-3d.ts'
import { textToVideo } from './tasks/text-to-video.ts'
import { translateImage } from './tasks/translate-image.ts'
import { upscale } from './tasks/upscale.ts'
import { viewsTo3d } from './tasks/views-to-3d.ts'

export const MediaKind = z.enum(['image', 'video', 'audio', 'model3d', 'text'])
export type MediaKind = z.infer<typeof MediaKind>

/** The shelves of the list of tasks, by what a person wants to do. */
export const taskGroups = {
  create: 'Create',
  edit: 'Change',
  enhance: 'Enlarge',
  people: 'People',
  video: 'Move',
  sound: 'Voice',
  words: 'Words',
  'three-d': '3D',
} as const

/** What can be asked for: fields and nothing else. Which models do it is the Worker's catalogue. */
export interface Task {
  title: string
  /** What comes of it, in one line. */
  about: string
  /** The word on the button. */
  verb: string
  group: keyof typeof taskGroups
  makes: MediaKind
  /** What a person pays with. */
  unit: Unit
  /** Public address below /api/image-studio/. */
  path: string
  /** What a person must affirm before it runs; recorded with the result. */
  consent?: string
  fields: Fields
}

/** In the order of the list. */
export const tasks = {
  'create-image': createImage,
  'reference-image': referenceImage,
  'sketch-to-image': sketchToImage,
  'structure-to-image': structureToImage,
  'style-to-image': styleToImage,
  'edit-image': editImage,
  erase,
  inpaint,
  expand,
  'search-replace': searchReplace,
  'search-recolor': searchRecolor,
  'remove-background': removeBackground,
  'replace-background': replaceBackground,
  'generate-background': generateBackground,
  'style-transfer': styleTransfer,
  upscale,
  'face-swap': faceSwap,
  'make-avatar': makeAvatar,
  'image-to-video': imageToVideo,
  'text-to-video': textToVideo,
  speak,
  'clone-voice': cloneVoice,
  caption,
  'translate-image': translateImage,
  'remove-text': removeText,
  'image-to-3d': imageTo3d,
  'views-to-3d': viewsTo3d,
  'text-to-3d': textTo3d,
  'sketch-to-3d': sketchTo3d,
} as const satisfies Record<string, Task>

export const TaskId = z.enum(Object.keys(tasks) as [keyof typeof tasks, ...(keyof typeof tasks)[]])
export type TaskId = z.infer<typeof TaskId>
