import type { Task } from '../task.ts'

export const faceSwap: Task = {
  title: 'Swap a face',
  about: 'Another face in a picture',
  verb: 'Swap',
  group: 'people',
  makes: 'image',
  unit: 'usd',
  path: 'face-swap',
  consent: 'Everybody shown has agreed to this use of their face',
  fields: {
    image: { kind: 'image', label: 'Picture to change', required: true },
    face: { kind: 'image', label: 'The new face', required: true },
  },
}
