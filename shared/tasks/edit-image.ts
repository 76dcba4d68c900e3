import type { Task } from '../task.ts'

export const editImage: Task = {
  title: 'Edit by words',
  about: 'Say what should change; the rest stays',
  verb: 'Edit',
  group: 'edit',
  makes: 'image',
  unit: 'image',
  path: 'edit',
  fields: {
    image: { kind: 'image', label: 'Picture', required: true },
    prompt: { kind: 'text', label: 'What should change?', required: true, max: 2000, lines: 3 },
  },
}
