import type { MetadataChoice } from '../../shared/metadata/choice.ts'
import { convert as shared } from '../../shared/tools/convert.ts'
import type { EditTool } from './edit.ts'
import { refuseOthers, type Able } from './only-here.ts'
import { refuseTooLong, render } from './render.ts'
import { saying } from './saying.ts'
import { typeNamed } from './types.ts'

/** What Cloudflare Images can be asked for. */
export const convertAble: Able = {
  to: ['webp', 'jpg', 'png', 'avif', 'gif'],
  lossless: [false],
  effort: [4],
  progressive: [true],
  depth: ['8'],
  colors: ['srgb'],
}

/** The same picture in another type. */
export const convert: EditTool = {
  id: 'convert',
  check: (values) => refuseOthers(shared.fields, convertAble, values),
  async make(ctx, _, source, values) {
    const type = typeNamed(String(values['to']))
    refuseTooLong(source.size, type)
    const quality = Number(values['quality'])
    const background = String(values['background'])
    const written = {
      type,
      ...(type !== 'image/png' && type !== 'image/gif' && { quality }),
      ...(type === 'image/jpeg' && { background }),
    }
    const bytes = await render(ctx, source.open, (picture) => picture, written)
    return { type, bytes: await saying(source, type, bytes, values['metadata'] as MetadataChoice) }
  },
}
