import type { Task } from '../task.ts'

export const removeText: Task = {
  title: 'Remove the words',
  about: 'Captions, labels and marks go, the ground stays',
  verb: 'Remove',
  group: 'words',
  makes: 'image',
  unit: 'usd',
  path: 'text-remove',
  consent: 'I may remove these words: they are no watermark or mark of somebody else, or I have their leave',
  fields: { image: { kind: 'image', label: 'Picture', required: true } },
}
