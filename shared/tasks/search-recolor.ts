import type { Task } from '../task.ts'

export const searchRecolor: Task = {
  title: 'Recolour a thing',
  about: 'Another colour for one thing in the picture',
  verb: 'Recolour',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'edit/search-and-recolor',
  fields: {
    image: { kind: 'image', label: 'Picture', required: true },
    search: { kind: 'text', label: 'What should change its colour?', required: true, max: 500, lines: 1 },
    prompt: { kind: 'text', label: 'Which colour?', required: true, max: 500, lines: 1 },
  },
}
