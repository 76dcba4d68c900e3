import { problemOf, type InputSchema } from '../check-inputs.ts'

/** What a picture sent must be like, in pixels; `ratio` is the longest shape, the longer side by the shorter. */
export interface PictureLimits {
  readonly minSide?: number
  readonly maxSide?: number
  readonly minPixels?: number
  readonly maxPixels?: number
  readonly ratio?: number
}

/** One field of a multipart form: a text that stands for a value, or a picture. */
export type Field =
  (Omit<InputSchema, 'type'> & { readonly type: 'string' | 'integer' | 'number' }) | PictureField

export interface PictureField {
  readonly type: 'picture'
  readonly limits: PictureLimits
}

/** Fields by name; those whose names end in `*` are required. */
export type Fields = Readonly<Record<string, Field>>

/** What was read from a form: values with their defaults, and files. */
export interface Form {
  readonly values: Readonly<Record<string, string | number>>
  readonly files: Readonly<Record<string, Buffer>>
  /** Names the vendor does not know. */
  readonly dropped: readonly string[]
}

export const prompt: Field = { type: 'string', minLength: 1, maxLength: 10_000 }
export const seed: Field = { type: 'integer', minimum: 0, maximum: 4_294_967_294, default: 0 }

export const choice = (preset: string | null, ...values: readonly string[]): Field => ({
  type: 'string',
  enum: values,
  ...(preset === null ? {} : { default: preset }),
})

export const share = (minimum: number, maximum: number, preset?: number): Field => ({
  type: 'number',
  minimum,
  maximum,
  ...(preset === undefined ? {} : { default: preset }),
})

export const whole = (minimum: number, maximum: number, preset?: number): Field => ({
  type: 'integer',
  minimum,
  maximum,
  ...(preset === undefined ? {} : { default: preset }),
})

export const picture = (limits: PictureLimits): Field => ({ type: 'picture', limits })

/** Of most endpoints that edit. */
export const editLimits: PictureLimits = { minSide: 64, minPixels: 4096, maxPixels: 9_437_184, ratio: 2.5 }

export const outputs = { output_format: choice('png', 'png', 'jpeg', 'webp') }

export const style = {
  style_preset: choice(
    null,
    'enhance',
    'anime',
    'photographic',
    'digital-art',
    'comic-book',
    'fantasy-art',
    'line-art',
    'analog-film',
    'neon-punk',
    'isometric',
    'low-poly',
    'origami',
    'modeling-compound',
    'cinematic',
    '3d-model',
    'pixel-art',
    'tile-texture',
  ),
}

export const shapes = {
  aspect_ratio: choice('1:1', '21:9', '16:9', '3:2', '5:4', '1:1', '4:5', '2:3', '9:16', '9:21'),
}

/** Reads a form against its fields; `given` says which were there. The first thing that is wrong is the answer. */
export async function readForm(
  fields: Fields,
  form: FormData,
): Promise<{ form: Form } | { problem: string }> {
  const values: Record<string, string | number> = {}
  const files: Record<string, Buffer> = {}
  const known = new Map(Object.entries(fields).map(([name, field]) => [name.replace(/\*$/, ''), field]))
  for (const [marked, field] of Object.entries(fields)) {
    const name = marked.replace(/\*$/, '')
    const given = form.get(name)
    if (given === null) {
      if (marked.endsWith('*')) return { problem: `${name}: is required` }
      if (field.type !== 'picture' && field.default !== undefined && typeof field.default !== 'boolean')
        values[name] = field.default
    } else if (field.type === 'picture') {
      if (typeof given === 'string') return { problem: `${name}: must be a file` }
      files[name] = Buffer.from(await given.arrayBuffer())
    } else {
      if (typeof given !== 'string') return { problem: `${name}: must not be a file` }
      const isNumber = field.type !== 'string' && /^-?\d+(\.\d+)?$/.test(given)
      const value = isNumber ? Number(given) : given
      const problem = problemOf(field, value)
      if (problem) return { problem: `${name}: ${problem}` }
      values[name] = value
    }
  }
  const dropped = [...new Set(form.keys())].filter((name) => !known.has(name))
  return { form: { values, files, dropped } }
}
