import type { Task } from '../task.ts'

export const inpaint: Task = {
  title: 'Fill a part',
  about: 'Paint over a part and say what should be there',
  verb: 'Fill',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'edit/inpaint',
  fields: {
    image: { kind: 'image', label: 'Picture', required: true },
    mask: { kind: 'mask', label: 'Where', help: 'Paint over it', required: true, of: 'image' },
    prompt: { kind: 'text', label: 'What should be there?', required: true, max: 2000, lines: 3 },
  },
}
