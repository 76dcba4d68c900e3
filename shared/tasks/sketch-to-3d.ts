import type { Task } from '../task.ts'

export const sketchTo3d: Task = {
  title: 'Sketch to 3D',
  about: 'A solid body from a drawing',
  verb: 'Make',
  group: 'three-d',
  makes: 'model3d',
  unit: 'usd',
  path: '3d/from-sketch',
  fields: {
    image: { kind: 'image', label: 'Sketch', required: true },
    prompt: { kind: 'text', label: 'What is it?', required: true, max: 1024, lines: 2 },
  },
}
