import { convert as shared } from '../../shared/tools/convert.ts'
import { pictureTool } from '../codecs/chain.ts'
import { typeNamed, type Output } from '../raster/picture.ts'

/** The same picture in another type. */
export const convert = pictureTool(shared, {
  change: (picture, values) => {
    const output: Output = {
      ...picture.output,
      type: typeNamed(String(values['to'])),
      lossless: values['lossless'] === true,
      quality: values['to'] === 'png' ? null : Number(values['quality']),
      effort: Number(values['effort']),
      progressive: values['progressive'] === true,
      depth: values['depth'] === '10' ? 10 : 8,
      background: String(values['background']),
      colors: values['colors'] as Output['colors'],
      metadata: values['metadata'] as Output['metadata'],
    }
    return Promise.resolve({ ...picture, output })
  },
})
