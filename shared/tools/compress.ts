import type { SharedTool } from '../tool.ts'
import { metadata } from './output.ts'

/** Thousand bytes: the most that each purpose lets a file have. */
export const purposes = { web: 500, email: 200, social: 1000 } as const
export type Purpose = keyof typeof purposes

/** Bytes of a kilobyte, as platforms count them. */
export const kilobyte = 1000

const toSize = { field: 'how', is: ['web', 'email', 'social', 'size'] } as const

export const compress = {
  title: 'Compress',
  about: 'The same picture in a smaller file',
  verb: 'Compress',
  fields: {
    how: {
      kind: 'choice',
      label: 'How small',
      options: ['quality', 'web', 'email', 'social', 'size', 'lossless'],
      titles: {
        quality: 'By quality',
        web: 'Web page, 500 KB',
        email: 'E-mail, 200 KB',
        social: 'Social, 1 MB',
        size: 'Exact size',
        lossless: 'Every pixel kept',
      },
      default: 'quality',
    },
    quality: {
      kind: 'number',
      label: 'Quality',
      min: 1,
      max: 100,
      step: 1,
      default: 80,
      when: { field: 'how', is: ['quality'] },
    },
    target: {
      kind: 'number',
      label: 'At most',
      help: 'The file is never larger than this, and as good as fits in.',
      unit: 'KB',
      min: 1,
      max: 100_000,
      step: 1,
      default: 200,
      when: { field: 'how', is: ['size'] },
    },
    type: {
      kind: 'choice',
      label: 'Type',
      help: 'The smallest is mostly AVIF or WebP; every browser shows both.',
      options: ['same', 'smallest', 'jpg', 'png', 'webp', 'avif'],
      titles: {
        same: 'As it is',
        smallest: 'The smallest',
        jpg: 'JPG',
        png: 'PNG',
        webp: 'WebP',
        avif: 'AVIF',
      },
      default: 'same',
    },
    keepSize: {
      kind: 'switch',
      label: 'Keep width and height',
      help: 'Otherwise a picture that would look bad at this size is made smaller instead.',
      default: false,
      when: toSize,
    },
    progressive: {
      kind: 'switch',
      label: 'Progressive',
      help: 'Seen at once while it loads, first coarse, then fine.',
      default: true,
      when: { field: 'type', is: ['same', 'jpg'] },
    },
    metadata: metadata('rights'),
  },
} as const satisfies SharedTool
