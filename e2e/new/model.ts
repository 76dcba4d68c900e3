import { title, type Kind } from './tree.ts'

/** Where the models of a task stand: file and list, and the fields whose values every one of them needs. */
const places: Readonly<Record<string, readonly [file: string, list: string, needs: string]>> = {
  'create-image': ['create', 'createModels', 'prompt'],
  'reference-image': ['create', 'referenceModels', 'images prompt'],
  'sketch-to-image': ['create', 'referenceModels', 'image prompt'],
  'structure-to-image': ['create', 'referenceModels', 'image prompt'],
  'style-to-image': ['create', 'referenceModels', 'image prompt'],
  'edit-image': ['edit', 'editModels', 'image prompt'],
  erase: ['mask', 'maskModels', 'image mask'],
  inpaint: ['mask', 'maskModels', 'image mask prompt'],
  expand: ['mask', 'maskModels', 'image'],
  'search-replace': ['edit', 'editModels', 'image search prompt'],
  'search-recolor': ['edit', 'editModels', 'image search prompt'],
  'remove-background': ['background', 'backgroundModels', 'image'],
  'replace-background': ['background', 'backgroundModels', 'image'],
  'generate-background': ['background', 'backgroundModels', 'image prompt'],
  'style-transfer': ['edit', 'editModels', 'image reference'],
  upscale: ['upscale', 'upscaleModels', 'image'],
  'face-swap': ['faces', 'faceModels', 'image face'],
  'make-avatar': ['avatar', 'avatarModels', 'image audio'],
  'image-to-video': ['video', 'videoModels', 'image'],
  'text-to-video': ['video', 'videoModels', 'prompt'],
  speak: ['voice', 'voiceModels', 'text'],
  'clone-voice': ['voice', 'voiceModels', 'audio'],
  caption: ['words', 'wordModels', 'image'],
  'translate-image': ['words', 'wordModels', 'image'],
  'remove-text': ['words', 'wordModels', 'image'],
  'image-to-3d': ['three-d', 'threeDModels', 'image'],
  'views-to-3d': ['three-d', 'threeDModels', 'front back left right'],
  'text-to-3d': ['three-d', 'threeDModels', 'prompt'],
  'sketch-to-3d': ['three-d', 'threeDModels', 'image prompt'],
}

export const taskNames: readonly string[] = Object.keys(places)

const words = 'A lighthouse at dusk'

/** Something for a field; what stands in braces is put into the library by the test. */
const samples: Readonly<Record<string, unknown>> = {
  prompt: words,
  text: words,
  search: 'the lighthouse',
  images: ['{picture}', '{second}'],
  mask: '{mask}',
  audio: '{sound}',
}

/** An entry in the catalogue, and the exact request its vendor must see. */
export const model: Kind = {
  usage: '[--task create-image|edit-image|upscale|…] [--provider wavespeed]',
  check: 'npx vitest run -c worker/vitest.config.ts worker/models worker/providers',
  write: (tree, name, { task = 'create-image', provider = 'wavespeed' }) => {
    const place = places[task]
    if (!place) throw new Error(`no task "${task}"; there are: ${taskNames.join(', ')}`)
    const [file, list, needs] = place
    const id = `${provider}/${name}`
    tree.change(
      `worker/models/${file}.ts`,
      new RegExp(`(?<=export const ${list}\\b[^]*?)\\n\\]\\n`),
      `
  {
    id: '${id}',
    task: '${task}',
    title: '${title(name)}',
    // What it does better than its neighbours, in plain words.
    bestFor: '',
    tier: 'standard',
    // Micro-dollars a run, from the vendor's price list; by the second, by a choice and more: shared/model.ts.
    cost: { per: 'run', micros: 0 },
    costBasis: 'documented',
    typicalSeconds: 0,
    // The vendor's path, and its words for our fields (worker/providers/wire.ts).
    wire: { path: '' },
  },$&`,
    )
    const input = Object.fromEntries(needs.split(' ').map((field) => [field, samples[field] ?? '{picture}']))
    tree.add(
      `worker/providers/fixtures/${name}.json`,
      `${JSON.stringify({ model: id, input, requests: [] }, null, 2)}\n`,
    )
  },
}
