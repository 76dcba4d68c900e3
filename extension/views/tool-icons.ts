import type { ToolId } from '../tools/tool.ts'

/** Tools by what a person wants to do. */
export const toolShelves = {
  size: 'Size and type',
  look: 'Light and colour',
  words: 'Words and marks',
  networks: 'For networks and sites',
  motion: 'Movement',
} as const
export type ToolShelf = keyof typeof toolShelves

interface ToolSign {
  shelf: ToolShelf
  /** A line drawing on the 20 × 20 grid of the other icons. */
  drawing: string
}

const signs: Readonly<Record<ToolId, ToolSign>> = {
  compress: {
    shelf: 'size',
    drawing: 'M4 4l4.5 4.5M8.5 5v3.5H5M16 16l-4.5-4.5M11.5 15v-3.5H15M12 4h4v4M4 12v4h4',
  },
  convert: {
    shelf: 'size',
    drawing: 'M4 8a6 6 0 0 1 10.5-2.5M14.5 2.5v3h-3M16 12a6 6 0 0 1-10.5 2.5M5.5 17.5v-3h3',
  },
  resize: { shelf: 'size', drawing: 'M6 3v11h11M3 6h11v11' },
  rotate: { shelf: 'size', drawing: 'M3.5 9.5h8v7h-8zM9 5.5a6 6 0 0 1 7 6M11 3L8.5 5.5 11 8' },
  enhance: {
    shelf: 'look',
    drawing:
      'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1',
  },
  metadata: { shelf: 'look', drawing: 'M3.5 10L10 3.5h6.5V10L10 16.5zM13.2 6.8v.1M7.5 10.5l2 2' },
  watermark: {
    shelf: 'words',
    drawing: 'M3.5 4.5h13v11h-13zM10 7c1.4 1.6 2.2 2.7 2.2 3.8a2.2 2.2 0 0 1-4.4 0C7.8 9.7 8.6 8.6 10 7z',
  },
  text: { shelf: 'words', drawing: 'M4.5 6.5v-2h11v2M10 4.5v11M7.5 15.5h5' },
  'quote-card': {
    shelf: 'words',
    drawing:
      'M3.5 4.5h13v11h-13zM9 8H6.5v2.2H9V8zM9 10.2c0 1.2-.6 1.9-1.7 2.2M13.5 8H11v2.2h2.5V8zM13.5 10.2c0 1.2-.6 1.9-1.7 2.2',
  },
  collage: { shelf: 'words', drawing: 'M3.5 3.5h7v6h-7zM12.5 3.5h4v6h-4zM3.5 11.5h4v5h-4zM9.5 11.5h7v5h-7z' },
  social: {
    shelf: 'networks',
    drawing: 'M3.5 5h6v6h-6zM11.5 3.5h5v9h-5zM3.5 13h6v3.5h-6zM11.5 14.5h5v2h-5z',
  },
  variants: {
    shelf: 'networks',
    drawing:
      'M3.5 4.5h5.5v11H3.5zM11 4.5h5.5v11H11zM5 12.5l1.3-4 1.2 4M12.7 8.5v4h1.2a1 1 0 0 0 0-2h-1.2h1a1 1 0 0 0 0-2z',
  },
  carousel: { shelf: 'networks', drawing: 'M6.5 4h7v12h-7zM4.5 6H3v8h1.5M15.5 6H17v8h-1.5M9 8h2M9 10.5h2' },
  'icon-set': {
    shelf: 'networks',
    drawing: 'M3.5 3.5h7v7h-7zM12.5 5.5h4v4h-4zM12.5 11.5h3v3h-3zM5.5 12.5h5v4h-5z',
  },
  'pan-zoom': { shelf: 'motion', drawing: 'M3.5 5.5h13v9h-13zM8.5 7.8v4.4l3.6-2.2z' },
}

export const toolSign = (id: ToolId): ToolSign => signs[id]
