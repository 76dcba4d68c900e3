import type { Field } from '../fields.ts'
import { fontIds, fontTitles, weightIds, weightTitles } from '../fonts.ts'

// What every tool asks that puts something on a picture: the same words everywhere.

/** Where its middle is put by hand, of what people call by this name. */
export const ownPoint = (what: string) =>
  ({
    kind: 'point',
    label: `The middle of the ${what}`,
    default: { x: 0.5, y: 0.5 },
    when: { field: 'place', is: ['free'] },
  }) as const satisfies Field

export const edgeMargin = (initial: number) =>
  ({
    kind: 'number',
    label: 'Distance from the edge',
    help: 'Of the picture’s shorter side',
    min: 0,
    max: 25,
    step: 0.5,
    unit: '%',
    default: initial,
  }) as const satisfies Field

export const typeface = {
  kind: 'choice',
  label: 'Typeface',
  options: fontIds,
  titles: fontTitles,
  default: 'inter',
} as const satisfies Field

export const thickness = {
  kind: 'choice',
  label: 'Weight',
  options: weightIds,
  titles: weightTitles,
  default: 'bold',
} as const satisfies Field
