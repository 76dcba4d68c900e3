import { styleField } from '../styles.ts'
import type { Task } from '../task.ts'

export const structureToImage: Task = {
  title: 'Keep the structure',
  about: 'The same arrangement, another content',
  verb: 'Create',
  group: 'create',
  makes: 'image',
  unit: 'usd',
  path: 'control/structure',
  fields: {
    image: { kind: 'image', label: 'Picture with the structure', required: true },
    prompt: { kind: 'text', label: 'What should it become?', required: true, max: 2000, lines: 3 },
    strength: {
      kind: 'number',
      label: 'How closely the structure is kept',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.7,
    },
    style: styleField,
  },
}
