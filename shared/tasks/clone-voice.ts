import type { Task } from '../task.ts'

export const cloneVoice: Task = {
  title: 'Clone a voice',
  about: 'A voice of your own; speak with it within seven days, or the vendor forgets it',
  verb: 'Clone',
  group: 'sound',
  makes: 'audio',
  unit: 'usd',
  path: 'voice/clone',
  consent: 'This is my own voice, or its owner has agreed to this',
  fields: {
    audio: { kind: 'audio', label: 'A recording of the voice', required: true },
    text: {
      kind: 'text',
      label: 'What should it say first?',
      help: 'So you hear how it turned out',
      required: true,
      max: 2000,
      lines: 2,
      default: 'Hello, this is my voice, made with Atelier.',
    },
  },
}
