import { recipeOf } from '../../shared/recipe.ts'
import { enhance as face } from '../../shared/tools/enhance.ts'
import { adjustCanvas } from '../raster/adjust.ts'
import { pictureTool } from '../codecs/chain.ts'
import { thumbnailOf } from '../raster/thumbnail.ts'

/** Light, colour and sharpness; what moves is measured once, so that it does not flicker. */
export const enhance = pictureTool(face, {
  async change(picture, values, watch) {
    const recipe = recipeOf(values, await thumbnailOf(picture))
    if (recipe.length === 0) return picture
    for (const [at, { canvas }] of picture.frames.entries()) {
      watch.signal.throwIfAborted()
      adjustCanvas(canvas, recipe)
      watch.progress((at + 1) / (picture.frames.length + 1))
    }
    return { ...picture, untouched: false }
  },
})
