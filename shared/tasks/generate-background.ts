import type { Task } from '../task.ts'

export const generateBackground: Task = {
  title: 'Background by words',
  about: 'A new background by words; the subject stays as it is',
  verb: 'Create',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'background/generate',
  fields: {
    image: { kind: 'image', label: 'Picture with the subject', required: true },
    prompt: { kind: 'text', label: 'What should be behind it?', required: true, max: 2000, lines: 2 },
  },
}
