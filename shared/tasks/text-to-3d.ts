import type { Task } from '../task.ts'

export const textTo3d: Task = {
  title: 'Words to 3D',
  about: 'A solid body from words',
  verb: 'Make',
  group: 'three-d',
  makes: 'model3d',
  unit: 'usd',
  path: '3d/generate',
  fields: { prompt: { kind: 'text', label: 'What should it be?', required: true, max: 1000, lines: 3 } },
}
