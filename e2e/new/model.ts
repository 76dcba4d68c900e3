import { title, type Kind } from './tree.ts'

const files: Readonly<Record<string, string>> = { 'create-image': 'create', 'image-to-video': 'video' }

/** An entry in the catalogue, and the exact request its vendor must see. */
export const model: Kind = {
  usage: '[--task create-image|image-to-video] [--provider wavespeed]',
  check: 'npx vitest run -c worker/vitest.config.ts worker/models worker/providers',
  write: (tree, name, { task = 'create-image', provider = 'wavespeed' }) => {
    const file = files[task]
    if (!file) throw new Error(`no task "${task}"; there are: ${Object.keys(files).join(', ')}`)
    const id = `${provider}/${name}`
    tree.change(
      `worker/models/${file}.ts`,
      /\n\]\n/,
      `
  {
    id: '${id}',
    task: '${task}',
    title: '${title(name)}',
    bestFor: '',
    tier: 'standard',
    // Micro-dollars a run, from the vendor's price list.
    cost: { per: 'run', micros: 0 },
    costBasis: 'documented',
    typicalSeconds: 0,
    wire: { path: '' },
  },$&`,
    )
    tree.add(
      `worker/providers/fixtures/${name}.json`,
      `${JSON.stringify({ model: id, input: { prompt: 'A lighthouse at dusk' }, requests: [] }, null, 2)}\n`,
    )
  },
}
