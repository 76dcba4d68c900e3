import type { Task } from '../task.ts'

export const styleTransfer: Task = {
  title: 'Style of one on another',
  about: 'The look of one picture on the content of another',
  verb: 'Apply',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'control/style-transfer',
  fields: {
    image: { kind: 'image', label: 'Picture to change', required: true },
    reference: { kind: 'image', label: 'Picture with the style', required: true },
    prompt: { kind: 'text', label: 'Anything to add?', max: 2000, lines: 1 },
    strength: { kind: 'number', label: 'How strong the style is', min: 0, max: 1, step: 0.05, default: 1 },
  },
}
