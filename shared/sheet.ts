import { noMargins, type Margins, type Size } from './crop.ts'
import type { Fields, Values } from './fields.ts'
import { placements, placementOf, placementTitle } from './platforms.ts'

/** What something new is drawn on. */
export interface Sheet {
  /** Pixels. */
  size: Size
  /** To be kept free of words. */
  margins: Margins
  /** What the place it is for takes; null: anything. */
  types: readonly string[] | null
  /** The most bytes it is sure to take; null: no figure is known. */
  maxBytes: number | null
}

const ratios = ['1:1', '4:5', '3:4', '2:3', '9:16', '5:4', '4:3', '3:2', '16:9', '21:9']
/** Pixels of the shorter side of what is made for no certain place. */
const shorter = 1080

/** Which sheet: by its shape, or for a place on a network. */
export const sheetFields = (usual = '1:1'): Fields => ({
  sized: {
    kind: 'choice',
    label: 'Made for',
    options: ['shape', 'placement'],
    titles: { shape: 'Any place', placement: 'A network' },
    default: 'shape',
  },
  ratio: {
    kind: 'choice',
    label: 'Shape',
    options: ratios,
    default: usual,
    when: { field: 'sized', is: ['shape'] },
  },
  placement: {
    kind: 'choice',
    label: 'Where it goes',
    options: placements.map(({ id }) => id),
    titles: Object.fromEntries(placements.map((placement) => [placement.id, placementTitle(placement)])),
    default: 'instagram-feed-portrait',
    when: { field: 'sized', is: ['placement'] },
  },
})

/** The sheet that these values ask for. */
export function sheetOf(values: Values): Sheet {
  if (values['sized'] === 'placement') {
    const { size, margins, types, maxBytes } = placementOf(String(values['placement']))
    return { size, margins, types, maxBytes }
  }
  const [across = 1, down = 1] = String(values['ratio']).split(':').map(Number)
  const scale = shorter / Math.min(across, down)
  const size = { width: Math.round(across * scale), height: Math.round(down * scale) }
  return { size, margins: noMargins, types: null, maxBytes: null }
}
