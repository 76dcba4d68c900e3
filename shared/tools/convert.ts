import type { SharedTool } from '../tool.ts'
import { background, colors, metadata } from './output.ts'

export const convert = {
  title: 'Convert',
  about: 'Another type: JPG, PNG, WebP, AVIF, GIF, BMP or TIFF',
  verb: 'Convert',
  fields: {
    to: {
      kind: 'choice',
      label: 'Type',
      options: ['jpg', 'png', 'webp', 'avif', 'gif', 'bmp', 'tiff'],
      titles: { jpg: 'JPG', png: 'PNG', webp: 'WebP', avif: 'AVIF', gif: 'GIF', bmp: 'BMP', tiff: 'TIFF' },
      default: 'webp',
    },
    lossless: {
      kind: 'switch',
      label: 'Every pixel kept',
      default: false,
      when: { field: 'to', is: ['webp', 'avif'] },
    },
    quality: {
      kind: 'number',
      label: 'Quality',
      min: 1,
      max: 100,
      step: 1,
      default: 85,
      when: [
        { field: 'to', is: ['jpg', 'webp', 'avif'] },
        { field: 'lossless', is: [false] },
      ],
    },
    effort: {
      kind: 'number',
      label: 'Compression level',
      help: 'Higher takes longer and makes a smaller file of the same quality.',
      min: 1,
      max: 6,
      step: 1,
      default: 4,
      when: { field: 'to', is: ['png', 'webp', 'avif'] },
    },
    progressive: {
      kind: 'switch',
      label: 'Progressive',
      help: 'Seen at once while it loads, first coarse, then fine.',
      default: true,
      when: { field: 'to', is: ['jpg'] },
    },
    depth: {
      kind: 'choice',
      label: 'Bits of a colour',
      options: ['8', '10'],
      titles: { '8': '8 bit', '10': '10 bit' },
      default: '8',
      fine: true,
      when: { field: 'to', is: ['avif'] },
    },
    background: { ...background, when: { field: 'to', is: ['jpg'] } },
    colors: { ...colors, when: { field: 'to', is: ['jpg', 'png', 'webp', 'avif', 'tiff'] } },
    metadata: {
      ...metadata('keep'),
      when: { field: 'to', is: ['jpg', 'png', 'webp', 'avif', 'gif', 'tiff'] },
    },
  },
} as const satisfies SharedTool
