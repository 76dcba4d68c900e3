import type { Task } from '../task.ts'

export const viewsTo3d: Task = {
  title: 'Views to 3D',
  about: 'A truer body from several sides',
  verb: 'Make',
  group: 'three-d',
  makes: 'model3d',
  unit: 'usd',
  path: '3d/from-views',
  fields: {
    front: { kind: 'image', label: 'From the front', required: true },
    back: { kind: 'image', label: 'From the back', required: true },
    left: { kind: 'image', label: 'From the left', required: true },
    right: { kind: 'image', label: 'From the right', required: true },
  },
}
