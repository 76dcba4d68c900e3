import { focusFields } from './focus.ts'
import { placements, placementTitle } from '../platforms.ts'
import type { SharedTool } from '../tool.ts'
import { background } from './output.ts'

/** The longest side that is made, in pixels. */
export const longestSide = 16_384

const titles = Object.fromEntries(placements.map((placement) => [placement.id, placementTitle(placement)]))

const sized = { field: 'how', is: ['fit', 'fill', 'pad', 'stretch', 'crop'] } as const
const own = [sized, { field: 'placement', is: ['own'] }] as const

export const resize = {
  title: 'Resize and crop',
  about: 'Another size or shape, with what matters in it',
  verb: 'Resize',
  anyOf: {
    fields: ['width', 'height'],
    when: [
      { field: 'how', is: ['fit', 'fill', 'pad', 'stretch'] },
      { field: 'placement', is: ['own'] },
    ],
  },
  fields: {
    how: {
      kind: 'choice',
      label: 'How',
      options: ['fit', 'fill', 'pad', 'stretch', 'percent', 'crop'],
      titles: {
        fit: 'Fit inside',
        fill: 'Fill and crop',
        pad: 'Fit with a border',
        stretch: 'Stretch',
        percent: 'By percent',
        crop: 'Cut out a part',
      },
      default: 'fit',
    },
    placement: {
      kind: 'choice',
      label: 'Size',
      options: ['own', ...placements.map(({ id }) => id)],
      titles: { own: 'My own', ...titles },
      default: 'own',
      when: sized,
    },
    width: { kind: 'number', label: 'Width', unit: 'px', min: 1, max: longestSide, step: 1, when: own },
    height: {
      kind: 'number',
      label: 'Height',
      help: 'Leave one of the two empty and it follows from the other.',
      unit: 'px',
      min: 1,
      max: longestSide,
      step: 1,
      when: own,
    },
    percent: {
      kind: 'number',
      label: 'Percent',
      unit: '%',
      min: 1,
      max: 400,
      step: 1,
      default: 50,
      when: { field: 'how', is: ['percent'] },
    },
    ...focusFields({ field: 'how', is: ['fill'] }),
    ratio: {
      kind: 'choice',
      label: 'Shape',
      options: ['free', 'original', '1:1', '4:5', '2:3', '3:2', '4:3', '16:9', '9:16'],
      titles: { free: 'Free', original: 'As it is' },
      default: 'free',
      when: { field: 'how', is: ['crop'] },
    },
    crop: {
      kind: 'box',
      label: 'Part',
      default: { x: 0, y: 0, width: 1, height: 1 },
      when: { field: 'how', is: ['crop'] },
    },
    background: {
      ...background,
      label: 'Border',
      help: 'The colour around it.',
      when: { field: 'how', is: ['pad'] },
    },
    enlarge: {
      kind: 'switch',
      label: 'Enlarge what is smaller',
      default: false,
      when: { field: 'how', is: ['fit', 'pad'] },
    },
  },
} as const satisfies SharedTool
