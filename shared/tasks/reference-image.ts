import { styleField } from '../styles.ts'
import type { Task } from '../task.ts'

export const referenceImage: Task = {
  title: 'Create from pictures',
  about: 'A new picture with the things or people of yours',
  verb: 'Create',
  group: 'create',
  makes: 'image',
  unit: 'image',
  path: 'create/from-pictures',
  fields: {
    images: { kind: 'images', label: 'Pictures to go by', required: true, min: 1, max: 7 },
    prompt: { kind: 'text', label: 'What should it show?', required: true, max: 2000, lines: 3 },
    ratio: {
      kind: 'choice',
      label: 'Shape',
      options: ['1:1', '4:5', '3:4', '2:3', '9:16', '5:4', '4:3', '3:2', '16:9', '21:9'],
      default: '1:1',
    },
    style: styleField,
  },
}
