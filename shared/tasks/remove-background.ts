import type { Task } from '../task.ts'

export const removeBackground: Task = {
  title: 'Cut out',
  about: 'The subject alone, on a transparent ground',
  verb: 'Cut out',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'background/remove',
  fields: { image: { kind: 'image', label: 'Picture', required: true } },
}
