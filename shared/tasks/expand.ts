import type { Task } from '../task.ts'

export const expand: Task = {
  title: 'Expand',
  about: 'More room around the picture',
  verb: 'Expand',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'expand',
  fields: { image: { kind: 'image', label: 'Picture', required: true } },
}
