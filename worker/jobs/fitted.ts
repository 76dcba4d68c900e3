import { fieldsOf, type Model } from '../../shared/model.ts'
import { gather } from '../assets/bytes.ts'
import { fitPicture, redraw } from '../assets/fitting.ts'
import { transparentMask } from '../assets/mask.ts'
import type { Context } from '../context.ts'
import type { InputFile } from '../providers/provider.ts'

type Files = Readonly<Record<string, InputFile>>

/**
 * The files of a job as its model takes them: pictures within its limits, masks as large as their pictures and said
 * the way the vendor reads them. Throws Refusal `bad-input` for what cannot be fitted.
 */
export async function fitFiles(ctx: Context, model: Model, files: Files): Promise<Files> {
  const fields = fieldsOf(model)
  const fitted: Record<string, InputFile> = { ...files }
  for (const [place, file] of Object.entries(files)) {
    const [name = place] = place.split('.')
    const limit = model.limits?.[name]
    const kind = fields[name]?.kind
    const { width, height } = file
    if (!limit || (kind !== 'image' && kind !== 'images') || width === null || height === null) continue
    const changed = await fitPicture(ctx, file.open, { ...file, width, height }, limit)
    if (changed) fitted[place] = inMemory(file, changed)
  }
  for (const [name, field] of Object.entries(fields)) {
    const mask = fitted[name]
    if (field.kind !== 'mask' || !mask) continue
    fitted[name] = await fitMask(ctx, model, mask, fitted[field.of] ?? fitted[`${field.of}.0`])
  }
  return fitted
}

async function fitMask(
  ctx: Context,
  model: Model,
  mask: InputFile,
  picture: InputFile | undefined,
): Promise<InputFile> {
  const { width, height } = picture ?? mask
  if (width === null || height === null) return mask
  const same = mask.width === width && mask.height === height
  const type = 'image/png'
  const sized =
    same && mask.type === type
      ? mask
      : inMemory(mask, { type, bytes: await redraw(ctx, mask.open, type, { width, height }), width, height })
  if (model.wire.mask !== 'transparent') return sized
  const bytes = transparentMask(await gather(await sized.open(), sized.bytes))
  return inMemory(sized, { type, bytes, width, height })
}

const inMemory = (
  file: InputFile,
  { bytes, ...rest }: Pick<InputFile, 'type' | 'width' | 'height'> & { bytes: Uint8Array<ArrayBuffer> },
): InputFile => ({
  ...file,
  ...rest,
  bytes: bytes.byteLength,
  open: async () => new Blob([bytes]).stream(),
})
