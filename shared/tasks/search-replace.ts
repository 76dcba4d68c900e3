import type { Task } from '../task.ts'

export const searchReplace: Task = {
  title: 'Replace a thing',
  about: 'Names a thing in the picture and puts another in its place',
  verb: 'Replace',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'edit/search-and-replace',
  fields: {
    image: { kind: 'image', label: 'Picture', required: true },
    search: { kind: 'text', label: 'What should go?', required: true, max: 500, lines: 1 },
    prompt: { kind: 'text', label: 'What should come instead?', required: true, max: 2000, lines: 2 },
  },
}
