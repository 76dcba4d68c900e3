import type { Condition, Field } from '../fields.ts'

/** What is kept where something is cut off: asked wherever a picture is brought into a shape, while `when` holds. */
export const focusFields = (when: Condition) =>
  ({
    focus: {
      kind: 'choice',
      label: 'Keep in the picture',
      options: ['smart', 'center', 'point'],
      titles: { smart: 'What matters', center: 'The middle', point: 'My point' },
      default: 'smart',
      when,
    },
    focal: {
      kind: 'point',
      label: 'My point',
      default: { x: 0.5, y: 0.5 },
      when: [when, { field: 'focus', is: ['point'] }],
    },
  }) as const satisfies Record<string, Field>
