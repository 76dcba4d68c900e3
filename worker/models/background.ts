import type { Model } from '../../shared/model.ts'
import { picture } from './wavespeed-fields.ts'

/** Models that put a subject before another background. */
export const backgroundModels: readonly Model[] = [
  {
    id: 'wavespeed/bria-background',
    task: 'generate-background',
    title: 'Bria Generate Background',
    bestFor: 'Product pictures: the product as it is, the scene as you say',
    tier: 'standard',
    strengths: ['products'],
    cost: { per: 'run', micros: 40_000 },
    costBasis: 'seed',
    limits: { image: picture },
    typicalSeconds: 10,
    // The seed speaks of a reference picture; the vendor has no such input.
    wire: { path: 'bria/generate-background' },
  },
]
