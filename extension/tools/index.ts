import { carousel } from './carousel.ts'
import { compress } from './compress.ts'
import { convert } from './convert.ts'
import { iconSet } from './icon-set.ts'
import { enhance } from './enhance.ts'
import { panZoom } from './pan-zoom.ts'
import { resize } from './resize.ts'
import { rotate } from './rotate.ts'
import type { Tool, ToolId } from './tool.ts'
import { watermark } from './watermark.ts'

/** The tools' code: imported by the worker alone. Everyone else runs them with `runTool`. */
export const tools: Record<ToolId, Tool> = {
  compress,
  convert,
  resize,
  rotate,
  'icon-set': iconSet,
  carousel,
  enhance,
  watermark,
  'pan-zoom': panZoom,
}
