import type { Task } from '../task.ts'

export const imageTo3d: Task = {
  title: 'Picture to 3D',
  about: 'A solid body from one picture',
  verb: 'Make',
  group: 'three-d',
  makes: 'model3d',
  unit: 'usd',
  path: 'transform/image-to-3d',
  fields: { image: { kind: 'image', label: 'Picture', required: true } },
}
