import type { Materials } from './materials.ts'
import { size, soundSeconds } from './materials.ts'

// What is asked of each task, and what has to come of it; a few models want or do something of their own.

/** A model of `GET models`, as far as the walk reads it. */
export interface ListedModel {
  id: string
  task: string
  title: string
  cost: { per: string; of?: string }
  extras?: Record<string, { kind: string; required?: boolean; default?: unknown }>
}

export interface Expected {
  kind: 'image' | 'video' | 'audio' | 'model3d' | 'text'
  /** Exact pixels. */
  width?: number
  height?: number
  /** Width by height, to two in a hundred. */
  shape?: number
  /** At least as wide as this. */
  wider?: number
  alpha?: true
  seconds?: number
}

export interface Ask {
  /** Address below /api/image-studio/. */
  path: string
  input: Record<string, unknown>
  expected: Expected
}

const own = size.width / size.height
const words = 'A red ball on green grass'
const spoken = 'Good morning. This is the harbour, and the first ferry leaves at seven o’clock.'

type Asking = (m: Materials) => Ask

const image = (path: string, input: Ask['input'], more: Partial<Expected> = {}): Ask => ({
  path,
  input,
  expected: { kind: 'image', ...more },
})
const body = (path: string, input: Ask['input']): Ask => ({ path, input, expected: { kind: 'model3d' } })

const same = { width: size.width, height: size.height }

const byTask: Readonly<Record<string, Asking>> = {
  'create-image': () => image('create', { prompt: words, ratio: '16:9' }, { shape: 16 / 9 }),
  'reference-image': (m) =>
    image(
      'create/from-pictures',
      { images: [m.scene, m.thing], prompt: 'Both side by side', ratio: '16:9' },
      { shape: 16 / 9 },
    ),
  'sketch-to-image': (m) => image('control/sketch-to-image', { image: m.scene, prompt: words }),
  'structure-to-image': (m) => image('control/structure', { image: m.scene, prompt: 'A moon over hills' }),
  'style-to-image': (m) =>
    image('control/style', { image: m.scene, prompt: 'A boat', ratio: '16:9' }, { shape: 16 / 9 }),
  'edit-image': (m) => image('edit', { image: m.scene, prompt: 'Make it darker' }, { shape: own }),
  erase: (m) => image('edit/erase', { image: m.scene, mask: m.mask }, same),
  inpaint: (m) => image('edit/inpaint', { image: m.scene, mask: m.mask, prompt: 'A blue box' }, same),
  expand: (m) => image('expand', { image: m.scene }),
  'search-replace': (m) =>
    image(
      'edit/search-and-replace',
      { image: m.scene, search: 'the red ball', prompt: 'a yellow star' },
      same,
    ),
  'search-recolor': (m) =>
    image('edit/search-and-recolor', { image: m.scene, search: 'the red ball', prompt: 'blue' }, same),
  'remove-background': (m) => image('background/remove', { image: m.thing }, { ...same, alpha: true }),
  'replace-background': (m) => image('background/replace', { image: m.thing, prompt: 'A sunny kitchen' }),
  'generate-background': (m) => image('background/generate', { image: m.thing, prompt: 'A sunny kitchen' }),
  'style-transfer': (m) => image('control/style-transfer', { image: m.scene, reference: m.thing }),
  upscale: (m) => image('upscale', { image: m.scene }, { shape: own, wider: size.width + 1 }),
  'face-swap': (m) => image('face-swap', { image: m.scene, face: m.thing }, { shape: own }),
  'make-avatar': (m) => ({
    path: 'transform/make-avatar',
    input: { image: m.scene, audio: m.sound, resolution: '480p' },
    expected: { kind: 'video', seconds: soundSeconds },
  }),
  'image-to-video': (m) => ({
    path: 'transform/image-to-video',
    input: { image: m.scene, prompt: 'The ball rolls', seconds: '5', resolution: '480p' },
    expected: { kind: 'video', seconds: 5, shape: own },
  }),
  'text-to-video': () => ({
    path: 'transform/text-to-video',
    input: { prompt: words, ratio: '9:16', seconds: '5', resolution: '480p' },
    expected: { kind: 'video', seconds: 5, width: 480, height: 832 },
  }),
  speak: () => ({
    path: 'voice/speak',
    input: { text: spoken, voice: 'Calm_Woman' },
    // Fifteen letters a second.
    expected: { kind: 'audio', seconds: spoken.length / 15 },
  }),
  'clone-voice': (m) => ({
    path: 'voice/clone',
    input: { audio: m.sound, text: spoken },
    expected: { kind: 'audio', seconds: spoken.length / 15 },
  }),
  caption: (m) => ({ path: 'caption', input: { image: m.scene }, expected: { kind: 'text' } }),
  'translate-image': (m) => image('translate', { image: m.sign, language: 'German' }, same),
  'remove-text': (m) => image('text-remove', { image: m.sign }, same),
  'image-to-3d': (m) => body('transform/image-to-3d', { image: m.thing }),
  'views-to-3d': (m) =>
    body('3d/from-views', { front: m.thing, back: m.thing, left: m.thing, right: m.thing }),
  'text-to-3d': () => body('3d/generate', { prompt: 'a brass lamp' }),
  'sketch-to-3d': (m) => body('3d/from-sketch', { image: m.thing, prompt: 'a chair' }),
}

/** What differs for a model: fields to add, `undefined` for one that it does not have, and what comes of it. */
const byModel: Readonly<
  Record<string, (m: Materials) => { input?: Ask['input']; expected?: Partial<Expected> }>
> = {
  'wavespeed/ideogram-character': (m) => ({ input: { images: undefined, image: m.scene } }),
  'wavespeed/gpt-image-1': () => ({ input: { ratio: '3:2', quality: 'Low' }, expected: { shape: 1.5 } }),
  'wavespeed/qwen-edit-plus': (m) => ({ input: { more: [m.thing] } }),
  'wavespeed/bria-expand': () => ({ input: { ratio: '16:9' }, expected: { shape: 16 / 9 } }),
  'wavespeed/image-zoom-out': () => ({
    input: { width: 1024, height: 768 },
    expected: { width: 1024, height: 768 },
  }),
  'stability/outpaint': () => ({
    input: { left: 100, right: 60, up: 40 },
    expected: { width: size.width + 160, height: size.height + 40 },
  }),
  'wavespeed/image-upscaler': () => ({
    input: { resolution: '2K', format: 'PNG' },
    expected: { width: 2048 },
  }),
  'wavespeed/ultimate-upscaler': () => ({ input: { resolution: '2K' }, expected: { width: 2048 } }),
  'wavespeed/bria-increase-resolution': () => ({
    input: { factor: '2' },
    expected: { width: size.width * 2, height: size.height * 2 },
  }),
  'stability/fast-upscale': () => ({ expected: { width: size.width * 4, height: size.height * 4 } }),
  'wavespeed/akool-face-swap': (m) => ({
    input: { face: undefined, targets: [m.scene], faces: [m.thing] },
  }),
  'wavespeed/minimax-speech-02-hd': () => ({ input: { format: 'WAV' } }),
  'wavespeed/hunyuan3d-v2-views': () => ({ input: { right: undefined } }),
}

/** Something for whatever a model requires of its own. */
const required = ({ extras = {} }: ListedModel, m: Materials): Ask['input'] =>
  Object.fromEntries(
    Object.entries(extras).flatMap(([name, field]) => {
      if (!field.required || field.default !== undefined) return []
      const some: Record<string, unknown> = {
        text: words,
        image: m.scene,
        images: [m.scene],
        audio: m.sound,
        mask: m.mask,
      }
      return field.kind in some ? [[name, some[field.kind]]] : []
    }),
  )

/** What the walk asks of a model. Throws for a task it does not know: it would be left out silently. */
export function askOf(model: ListedModel, m: Materials): Ask {
  const asking = byTask[model.task]
  if (!asking) throw new Error(`${model.id}: the walk does not know what to ask of ${model.task}`)
  const { path, input, expected } = asking(m)
  const special = byModel[model.id]?.(m) ?? {}
  const asked = { ...required(model, m), ...input, ...special.input }
  return {
    path,
    input: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
    expected: { ...expected, ...special.expected },
  }
}
