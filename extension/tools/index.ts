import { carousel } from './carousel.ts'
import { collage } from './collage.ts'
import { compress } from './compress.ts'
import { convert } from './convert.ts'
import { enhance } from './enhance.ts'
import { iconSet } from './icon-set.ts'
import { metadata } from './metadata.ts'
import { panZoom } from './pan-zoom.ts'
import { quoteCard } from './quote-card.ts'
import { resize } from './resize.ts'
import { rotate } from './rotate.ts'
import { social } from './social.ts'
import { text } from './text.ts'
import type { Tool, ToolId } from './tool.ts'
import { variants } from './variants.ts'
import { watermark } from './watermark.ts'

/** The tools' code: imported by the worker alone. Everyone else runs them with `runTool`. */
export const tools: Record<ToolId, Tool> = {
  compress,
  convert,
  resize,
  rotate,
  enhance,
  metadata,
  watermark,
  text,
  'quote-card': quoteCard,
  collage,
  social,
  variants,
  'icon-set': iconSet,
  carousel,
  'pan-zoom': panZoom,
}
