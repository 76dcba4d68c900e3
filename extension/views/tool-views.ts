import type { ComponentType } from 'preact'
import type { FieldValue, Values } from '../../shared/fields.ts'
import type { HeldFile } from '../state/bench.ts'
import type { Preview } from '../state/preview.ts'
import type { ToolId } from '../tools/tool.ts'
import type { StageView } from '../ui/pane.tsx'
import type { StageLook } from '../ui/stage.tsx'
import { MarkOverlay, markIsDrawn } from './mark-overlay.tsx'
import { WatermarkStarts } from './watermark-starts.tsx'
import { QuoteLookField } from './quote-look-field.tsx'
import { SocialFields } from './social-fields.tsx'
import { hasPoint, SocialOverlay } from './social-overlay.tsx'
import { SocialResult } from './social-result.tsx'
import { VariantsResult } from './variants-result.tsx'
import { ResizeOverlay, resizeIsDrawn } from './resize-overlay.tsx'
import { RotateOverlay, levelIsDrawn } from './rotate-overlay.tsx'

/** What a tool's own parts are handed. */
export interface ToolPartProps {
  /** The chosen values, filled up with defaults. */
  values: Values
  onSet: (name: string, value: FieldValue | undefined) => void
}

export interface OverlayProps extends ToolPartProps {
  view: StageView
  /** What the stage shows. */
  file: HeldFile
}

export interface ToolView {
  /** How before and after are looked at first; without it, what came of it alone. */
  look?: StageLook
  /** Drawn over the picture: a box to drag, a point, guides. */
  overlay?: {
    part: ComponentType<OverlayProps>
    /** Which of the two pictures it lies on. */
    on: 'before' | 'after'
    /** Whether it is there beside these values. */
    when?: (values: Values) => boolean
  }
  /** Fields that are not drawn from the list: `part` does so, above the others. */
  fields?: { names: readonly string[]; part: ComponentType<ToolPartProps> }
  /** What stands where the stage would, once there is a result. */
  result?: ComponentType<ToolPartProps & { preview: Preview }>
}

/** What tools draw by themselves; every other screen draws itself from the tool's fields alone. */
export const toolViews: Partial<Record<ToolId, ToolView>> = {
  compress: { look: 'split' },
  convert: { look: 'split' },
  enhance: { look: 'split' },
  watermark: {
    overlay: { part: MarkOverlay, on: 'after', when: markIsDrawn },
    fields: { names: [], part: WatermarkStarts },
  },
  text: { overlay: { part: MarkOverlay, on: 'after', when: markIsDrawn } },
  'quote-card': { fields: { names: ['look'], part: QuoteLookField } },
  social: {
    overlay: { part: SocialOverlay, on: 'before', when: hasPoint },
    fields: { names: ['placements', 'focus', 'focal', 'own'], part: SocialFields },
    result: SocialResult,
  },
  variants: { result: VariantsResult },
  resize: { overlay: { part: ResizeOverlay, on: 'before', when: resizeIsDrawn } },
  rotate: { overlay: { part: RotateOverlay, on: 'before', when: levelIsDrawn } },
}
