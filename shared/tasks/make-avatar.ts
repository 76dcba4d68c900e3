import type { Task } from '../task.ts'

export const makeAvatar: Task = {
  title: 'Make a portrait speak',
  about: 'A portrait that says what you recorded',
  verb: 'Make',
  group: 'people',
  makes: 'video',
  unit: 'video',
  path: 'transform/make-avatar',
  consent: 'The person shown and the person heard have agreed to this',
  fields: {
    image: { kind: 'image', label: 'Portrait', required: true },
    audio: { kind: 'audio', label: 'What it says or sings', required: true },
    prompt: { kind: 'text', label: 'How should it act?', max: 1000, lines: 2 },
    resolution: { kind: 'choice', label: 'Resolution', options: ['480p', '720p'], default: '480p' },
  },
}
