import { recipeOf, type Adjustment } from '../../shared/recipe.ts'
import { enhance as shared } from '../../shared/tools/enhance.ts'
import type { EditTool } from './edit.ts'
import { refuseOthers, type Able } from './only-here.ts'
import { refuseTooLong, render } from './render.ts'
import { saying } from './saying.ts'
import { sameType, writtenWell } from './types.ts'

/** What Cloudflare Images can be asked for: four factors, which mean the same in the extension. */
export const enhanceAble: Able = {
  auto: ['exposure', 'contrast', 'saturation'],
  exposure: [0],
  highlights: [0],
  shadows: [0],
  temperature: [0],
  tint: [0],
  vibrance: [0],
  denoise: [0],
  sharpen: [0],
  vignette: [0],
  filter: ['none', 'black-and-white'],
}

/** Light and colour set right by measuring, or by factors. */
export const enhance: EditTool = {
  id: 'enhance',
  check: (values) => refuseOthers(shared.fields, enhanceAble, values),
  async make(ctx, _, source, values) {
    const type = sameType(source.type)
    refuseTooLong(source.size, type)
    const measures = Array.isArray(values['auto']) && values['auto'].length > 0
    const nothing = { width: 0, height: 0, data: new Uint8Array() }
    const recipe = recipeOf(values, measures ? await source.thumbnail() : nothing)
    if (recipe.length === 0) return null
    const bytes = await render(
      ctx,
      source.open,
      (picture) => recipe.reduce((now, one) => now.transform(factorsOf(one)), picture),
      writtenWell(type),
    )
    return { type, bytes: await saying(source, type, bytes, 'keep') }
  },
}

/** One adjustment as the binding is asked for it. One at a time, as several in one have no order. */
function factorsOf(one: Adjustment): ImageTransform {
  if ('by' in one) return { [one.do]: one.by }
  // Grey, by as much as the look is put on.
  if (one.do === 'look' && one.look === 'black-and-white') return { saturation: 1 - one.amount }
  throw new Error(`${one.do} is refused before`)
}
