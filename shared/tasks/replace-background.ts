import type { Task } from '../task.ts'

export const replaceBackground: Task = {
  title: 'Replace the background and relight',
  about: 'A new background, and light on the subject that fits it',
  verb: 'Replace',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'background/replace',
  fields: {
    image: { kind: 'image', label: 'Picture with the subject', required: true },
    prompt: { kind: 'text', label: 'What should be behind it?', max: 2000, lines: 2 },
  },
}
