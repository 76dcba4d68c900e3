import type { Task } from '../task.ts'

export const upscale: Task = {
  title: 'Enlarge',
  about: 'More pixels, and more detail if you wish',
  verb: 'Enlarge',
  group: 'enhance',
  makes: 'image',
  unit: 'usd',
  path: 'upscale',
  fields: { image: { kind: 'image', label: 'Picture', required: true } },
}
