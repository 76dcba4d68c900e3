import type { Task } from '../task.ts'

export const erase: Task = {
  title: 'Erase something',
  about: 'Paint over it and it is gone; marks of ownership only with the owner’s leave',
  verb: 'Erase',
  group: 'edit',
  makes: 'image',
  unit: 'usd',
  path: 'edit/erase',
  consent:
    'I may remove what I have painted over: it is no watermark or mark of somebody else, or I have their leave',
  fields: {
    image: { kind: 'image', label: 'Picture', required: true },
    mask: { kind: 'mask', label: 'What to erase', help: 'Paint over it', required: true, of: 'image' },
  },
}
