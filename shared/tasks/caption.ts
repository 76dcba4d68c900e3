import type { Task } from '../task.ts'

export const caption: Task = {
  title: 'Describe',
  about: 'What is to be seen, in words: for alt text and search',
  verb: 'Describe',
  group: 'words',
  makes: 'text',
  unit: 'usd',
  path: 'caption',
  fields: {
    image: { kind: 'image', label: 'Picture', required: true },
    detail: {
      kind: 'choice',
      label: 'How much',
      options: ['Basic', 'Detailed', 'Comprehensive'],
      default: 'Detailed',
    },
    focus: { kind: 'text', label: 'What matters most?', max: 200, lines: 1 },
  },
}
