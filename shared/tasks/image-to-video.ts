import type { Task } from '../task.ts'

export const imageToVideo: Task = {
  title: 'Animate a picture',
  about: 'A picture begins to move',
  verb: 'Animate',
  group: 'video',
  makes: 'video',
  unit: 'video',
  path: 'transform/image-to-video',
  fields: {
    image: { kind: 'image', label: 'Picture', required: true },
    prompt: {
      kind: 'text',
      label: 'How should it move?',
      required: true,
      max: 1500,
      lines: 2,
      default: 'Slow, natural camera movement; keep the subject as it is',
    },
    seconds: { kind: 'choice', label: 'Length', options: ['5', '10'], default: '5' },
    resolution: { kind: 'choice', label: 'Resolution', options: ['480p', '720p', '1080p'], default: '720p' },
    silent: { kind: 'switch', label: 'Silent', help: 'The sound track is removed', default: false },
  },
}
