import { styleField } from '../styles.ts'
import type { Task } from '../task.ts'

export const sketchToImage: Task = {
  title: 'Picture from a sketch',
  about: 'Your lines become a finished picture',
  verb: 'Create',
  group: 'create',
  makes: 'image',
  unit: 'usd',
  path: 'control/sketch-to-image',
  fields: {
    image: { kind: 'image', label: 'Sketch', required: true },
    prompt: { kind: 'text', label: 'What should it become?', required: true, max: 2000, lines: 3 },
    strength: {
      kind: 'number',
      label: 'How closely the lines are kept',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.7,
    },
    style: styleField,
  },
}
