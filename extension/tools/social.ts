import { placementOf } from '../../shared/platforms.ts'
import { social as shared } from '../../shared/tools/social.ts'
import { decode } from '../codecs/decode.ts'
import { placedFiles, planFor, wantedFor } from '../lettering/placed.ts'
import type { Tool } from './tool.ts'

/** One picture to every place that is ticked, read once: a file each. */
export const social: Tool = {
  ...shared,
  live: true,
  accepts: ['image/*'],
  takes: { min: 1, max: 1 },
  works: () => Promise.resolve(true),

  async run([file], values, watch) {
    if (!file) throw new Error('There is no picture to make them of.')
    const ids = values['placements'] as readonly string[]
    const picture = await decode(file, wantedFor(ids.map((id) => placementOf(id).size)))
    if (picture.frames.length > 1) watch.note('What moves is posted as a still: its first moment.')
    return placedFiles(picture, await planFor(picture, values), values, watch)
  },
}
