import type { Values } from '../../shared/fields.ts'
import { decode } from './decode.ts'
import { encode } from './to-bytes.ts'
import type { PictureTool, ToolFace, Watch } from '../tools/tool.ts'

/** One tool of a row, with what was chosen for it. */
export interface Link {
  tool: PictureTool
  values: Values
}

/** One picture through a row of tools: read once, written once. Throws UnfitFile. */
export async function runChain(links: readonly Link[], file: File, watch: Watch): Promise<File> {
  const [first] = links
  let picture = await decode(file, (size) => first?.tool.wants?.(size, first.values) ?? null)
  for (const [at, { tool, values }] of links.entries()) {
    watch.signal.throwIfAborted()
    watch.progress((at + 1) / (links.length + 2))
    picture = await tool.change(picture, values, watch)
  }
  const written = await encode(picture)
  for (const note of picture.notes) watch.note(note)
  watch.progress(1)
  return written
}

/** A tool that changes one picture, of what it is and how it changes one. */
export function pictureTool(
  face: Omit<ToolFace, 'accepts' | 'takes'>,
  work: Pick<PictureTool, 'change' | 'wants'>,
): PictureTool {
  const tool: PictureTool = {
    ...face,
    ...work,
    accepts: ['image/*'],
    takes: { min: 1, max: 1 },
    works: () => Promise.resolve(true),
    run: async ([file], values, watch) => {
      if (!file) throw new Error(`${face.title} needs a picture.`)
      return [await runChain([{ tool, values }], file, watch)]
    },
  }
  return tool
}
