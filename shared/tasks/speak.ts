import type { Task } from '../task.ts'

export const speak: Task = {
  title: 'Speak a text',
  about: 'A voice reads your text',
  verb: 'Speak',
  group: 'sound',
  makes: 'audio',
  unit: 'usd',
  path: 'voice/speak',
  fields: {
    text: { kind: 'text', label: 'What should be said?', required: true, max: 10000, lines: 5 },
    voice: {
      kind: 'voice',
      label: 'Voice',
      help: 'A cloned voice with which nobody has spoken for seven days is forgotten by the vendor',
      options: [
        'Wise_Woman',
        'Friendly_Person',
        'Inspirational_girl',
        'Deep_Voice_Man',
        'Calm_Woman',
        'Casual_Guy',
        'Lively_Girl',
        'Patient_Man',
        'Young_Knight',
        'Determined_Man',
        'Lovely_Girl',
        'Decent_Boy',
        'Imposing_Manner',
        'Elegant_Man',
        'Abbess',
        'Sweet_Girl_2',
        'Exuberant_Girl',
      ],
      default: 'Calm_Woman',
    },
  },
}
