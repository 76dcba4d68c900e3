import type { Task } from '../task.ts'

export const textToVideo: Task = {
  title: 'Create a clip',
  about: 'A clip from words alone',
  verb: 'Create',
  group: 'video',
  makes: 'video',
  unit: 'video',
  path: 'transform/text-to-video',
  fields: {
    prompt: { kind: 'text', label: 'What should happen?', required: true, max: 1500, lines: 3 },
    ratio: { kind: 'choice', label: 'Shape', options: ['16:9', '9:16'], default: '16:9' },
    seconds: { kind: 'choice', label: 'Length', options: ['5', '10'], default: '5' },
    resolution: { kind: 'choice', label: 'Resolution', options: ['480p', '720p', '1080p'], default: '720p' },
    silent: { kind: 'switch', label: 'Silent', help: 'The sound track is removed', default: false },
  },
}
