import type { Values } from '../../shared/fields.ts'
import { decode } from './decode.ts'
import { heldSize } from '../raster/held.ts'
import type { Picture } from '../raster/picture.ts'
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
    const changed = await tool.change(picture, values, watch)
    letGo(picture, changed)
    picture = changed
  }
  const written = await encode(picture)
  letGo(picture, null)
  for (const note of picture.notes) watch.note(note)
  watch.progress(1)
  return written
}

/**
 * Gives back the memory of canvases that nobody draws on any more: 24 megapixels are 96 MB, and a worker that makes
 * one picture after another would hold several of them until the browser sweeps.
 */
function letGo({ frames }: Picture, next: Picture | null): void {
  const drawnOn = (list: Picture['frames'] | undefined) =>
    (list ?? []).filter((frame) => !heldSize(frame)).map(({ canvas }) => canvas)
  const needed = new Set(drawnOn(next?.frames))
  for (const canvas of drawnOn(frames)) if (!needed.has(canvas)) canvas.width = canvas.height = 0
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
