import { focusFields } from './focus.ts'
import { placements, placementTitle } from '../platforms.ts'
import type { SharedTool } from '../tool.ts'
import { background, metadata } from './output.ts'

const cutting = { field: 'fit', is: ['safe', 'crop'] } as const

export const social = {
  title: 'For all networks',
  about: 'One picture in the size, type and bytes of every place you post it',
  verb: 'Make them',
  fields: {
    placements: {
      kind: 'choices',
      label: 'Where it goes',
      options: placements.map(({ id }) => id),
      titles: Object.fromEntries(placements.map((placement) => [placement.id, placementTitle(placement)])),
      default: [
        'instagram-feed-portrait',
        'instagram-story',
        'facebook-feed-landscape',
        'x-post-16x9',
        'linkedin-feed-landscape',
      ],
      min: 1,
    },
    level: {
      kind: 'choice',
      label: 'Level',
      options: ['balanced', 'quality', 'speed'],
      titles: { balanced: 'Balanced', quality: 'Quality', speed: 'Speed' },
      default: 'balanced',
    },
    types: {
      kind: 'choices',
      label: 'File types',
      help: 'Several make a file of each. A type that a place does not take is left out there.',
      options: ['suited', 'jpeg', 'png', 'webp'],
      titles: { suited: 'What suits the place', jpeg: 'JPEG', png: 'PNG', webp: 'WebP' },
      default: ['suited'],
      min: 1,
    },
    fit: {
      kind: 'choice',
      label: 'What does not fit',
      help: 'Where a face or words would be cut, more of the picture is shown, with a border. Own points are always cut to.',
      options: ['safe', 'crop', 'pad'],
      titles: {
        safe: 'Cut off, but no face and no words',
        crop: 'Cut off',
        pad: 'All of it, with a border',
      },
      default: 'safe',
    },
    ...focusFields(cutting),
    own: {
      kind: 'words',
      label: 'Points of single places',
      help: 'A place, and the shares of width and height to keep in its middle: instagram-story 0.3 0.5',
      max: placements.length,
      each: 80,
      when: cutting,
    },
    border: {
      kind: 'choice',
      label: 'Border',
      help: 'Around what is transparent it is the background.',
      options: ['soft', 'color'],
      titles: { soft: 'The picture, large and soft', color: 'The background' },
      default: 'soft',
      when: { field: 'fit', is: ['safe', 'pad'] },
    },
    background: { ...background, help: 'Behind what is transparent, and for borders.' },
    metadata: metadata('rights'),
  },
} as const satisfies SharedTool
