import type { Task } from '../task.ts'

export const styleToImage: Task = {
  title: 'Keep the style',
  about: 'Something new in the style of a picture',
  verb: 'Create',
  group: 'create',
  makes: 'image',
  unit: 'usd',
  path: 'control/style',
  fields: {
    image: { kind: 'image', label: 'Picture with the style', required: true },
    prompt: { kind: 'text', label: 'What should it show?', required: true, max: 2000, lines: 3 },
    strength: {
      kind: 'number',
      label: 'How closely the style is kept',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.5,
    },
    ratio: {
      kind: 'choice',
      label: 'Shape',
      options: ['21:9', '16:9', '3:2', '5:4', '1:1', '4:5', '2:3', '9:16'],
      default: '1:1',
    },
  },
}
