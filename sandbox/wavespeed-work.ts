import { randomInt } from 'node:crypto'
import type { Inputs } from './check-inputs.ts'
import { readMedia } from './media.ts'
import type { Outside } from './outside.ts'
import { drawOver, drawPicture, typeOf, type PictureFormat } from './pictures.ts'
import { filmPicture } from './videos.ts'
import type { Model } from './wavespeed-models.ts'

/** Why a task failed, in WaveSpeed's own codes (wavespeed.ai/docs/error-codes). */
export class TaskFailure extends Error {
  readonly code: number

  constructor(code: number, message: string = failureTexts[code] ?? `Task failed with code ${code}.`) {
    super(message)
    this.code = code
  }
}

const failureTexts: Readonly<Record<number, string>> = {
  1200: 'The input was rejected by content moderation. Please change your prompt or media and try again.',
  1400: 'A required input is missing.',
  1401: 'An input has a value that is not allowed.',
  1402: 'A media file could not be downloaded. Please check that its URL is publicly reachable.',
  1403: 'The task could not be carried out with these inputs.',
  1405: 'The task failed.',
  5000: 'Internal error. Please try again later.',
  5003: 'The service is unavailable. Please try again later.',
  5004: 'The task timed out.',
}

/** A finished output: its bytes, media type and file ending. */
export interface Made {
  readonly bytes: Buffer
  readonly type: string
  readonly ending: string
}

/** The sizes Ideogram V3 makes for its shapes, in pixels. */
const ideogramSizes: Readonly<Record<string, readonly [number, number]>> = {
  '1:1': [1024, 1024],
  '16:9': [1312, 736],
  '9:16': [736, 1312],
  '4:3': [1152, 864],
  '3:4': [864, 1152],
}

/** Does a model's work with checked inputs. Throws TaskFailure. */
export async function makeOutput(model: Model, inputs: Inputs, outside: Outside): Promise<Made> {
  const media = new Map<string, Buffer>()
  for (const [name, property] of Object.entries(model.schema.properties)) {
    if (property.format !== 'image' && property.format !== 'audio') continue
    for (const address of [inputs[name] ?? []].flat())
      media.set(
        name,
        await readMedia(String(address), outside).catch((error: unknown) => {
          throw new TaskFailure(
            1402,
            `${failureTexts[1402]} (${name}: ${error instanceof Error ? error.message : error})`,
          )
        }),
      )
  }
  try {
    return model.type === 'image-to-video' ? await film(inputs, media) : await draw(model, inputs, media)
  } catch (error) {
    throw new TaskFailure(1403, `${failureTexts[1403]} (${error instanceof Error ? error.message : error})`)
  }
}

async function draw(model: Model, inputs: Inputs, media: ReadonlyMap<string, Buffer>): Promise<Made> {
  const [width, height] =
    ideogramSizes[String(inputs['aspect_ratio'])] ??
    (String(inputs['size']).split('*').map(Number) as [number, number])
  const format = (inputs['output_format'] ?? 'png') as PictureFormat
  const prompt = String(inputs['prompt'])
  const order = { prompt, seed: `${model.path} ${seedOf(inputs)}`, width, height, format }
  const given = media.get('image')
  const bytes = given
    ? await drawOver(given, media.get('mask_image') ?? null, order)
    : await drawPicture(order)
  return { bytes, type: typeOf(format), ending: format }
}

async function film(inputs: Inputs, media: ReadonlyMap<string, Buffer>): Promise<Made> {
  const picture = media.get('image')
  if (!picture) throw new TaskFailure(1400)
  const bytes = await filmPicture({
    picture,
    prompt: String(inputs['prompt']),
    seed: seedOf(inputs),
    shorter: parseInt(String(inputs['resolution']), 10),
    seconds: Number(inputs['duration']),
  })
  return { bytes, type: 'video/mp4', ending: 'mp4' }
}

/** The seed asked for; -1, or a model without one, means any. */
function seedOf(inputs: Inputs): number {
  const seed = inputs['seed']
  return typeof seed === 'number' && seed >= 0 ? seed : randomInt(2 ** 31)
}
