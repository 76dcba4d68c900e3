import { typeOf, type PictureFormat } from '../pictures.ts'
import { readMask, readPixels, writePixels, type Mask, type Pixels, type Size } from '../pixels.ts'
import type { Fields, Form } from './fields.ts'

/** One call of the API: its fields, what it costs, what it does. */
export interface Endpoint {
  readonly path: string
  readonly fields: Fields
  /** In credits, a hundredth of a dollar each. */
  readonly credits: (form: Form) => number
  /** Answers with an id; the result is fetched later. */
  readonly asynchronous?: true
  /** What one field says about another; null when all fits. */
  readonly check?: (form: Form) => string | null
  readonly work: (order: Order) => Promise<Output>
}

/** A checked call; `seed` is what the result comes from, never 0. */
export interface Order extends Form {
  readonly seed: number
}

export interface Output {
  readonly bytes: Buffer
  readonly type: string
}

export const credits = (amount: number) => (): number => amount

export function textOf(form: Form, name: string): string {
  const value = form.values[name]
  return typeof value === 'string' ? value : ''
}

export function numberOf(form: Form, name: string, otherwise: number): number {
  const value = form.values[name]
  return typeof value === 'number' ? value : otherwise
}

export function fileOf(form: Form, name: string): Buffer {
  const file = form.files[name]
  if (!file) throw new Error(`${name} is missing`)
  return file
}

export const pixelsOf = (form: Form, name: string, size?: Size): Promise<Pixels> =>
  readPixels(fileOf(form, name), size)

/** A mask takes the picture's size, whatever its own. */
export const maskOf = (form: Form, name: string, size: Size): Promise<Mask> =>
  readMask(fileOf(form, name), size)

/** What to draw: the prompt, and the style as more words. */
export function wishOf(order: Order, name = 'prompt'): { prompt: string; seed: string } {
  const style = textOf(order, 'style_preset').replaceAll('-', ' ')
  return {
    prompt: [textOf(order, name), style].filter((words) => words !== '').join(', '),
    seed: `stability ${order.seed}`,
  }
}

export function formatOf(form: Form): PictureFormat {
  return (textOf(form, 'output_format') || 'png') as PictureFormat
}

export async function pictureMade(order: Order, pixels: Pixels): Promise<Output> {
  const format = formatOf(order)
  return { bytes: await writePixels(pixels, format), type: typeOf(format) }
}
