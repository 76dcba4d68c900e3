import type { Values } from '../shared/fields.ts'
import type { ToolId } from './tools/tool.ts'

/** A tool that stands in the right-click menu of pictures, with what is chosen for it there. */
export interface MenuTool {
  id: string
  title: string
  /** The line it hangs under. */
  under?: 'convert' | 'crop'
  tool: ToolId
  values: Values
}

/** The lines that only open others. */
export const menuFolders = { convert: 'Convert to', crop: 'Crop for' } as const

const convert = (to: string, title: string): MenuTool => ({
  id: `convert-${to}`,
  title,
  under: 'convert',
  tool: 'convert',
  values: { to },
})

const crop = (placement: string, title: string): MenuTool => ({
  id: `crop-${placement}`,
  title,
  under: 'crop',
  tool: 'resize',
  values: { how: 'fill', placement, focus: 'smart' },
})

export const menuTools: readonly MenuTool[] = [
  { id: 'compress', title: 'Compress', tool: 'compress', values: {} },
  convert('jpg', 'JPG'),
  convert('png', 'PNG'),
  convert('webp', 'WebP'),
  convert('avif', 'AVIF'),
  crop('linkedin-feed-landscape', 'LinkedIn post'),
  crop('instagram-feed-portrait', 'Instagram post 4:5'),
  crop('instagram-story', 'Instagram story'),
  crop('facebook-feed-landscape', 'Facebook post'),
  crop('x-post-16x9', 'X post'),
  crop('youtube-thumbnail', 'YouTube thumbnail'),
  crop('pinterest-pin-2x3', 'Pinterest pin'),
]
