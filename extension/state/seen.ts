import { lookAt } from '../tools/runner.ts'

/** A picture file as it can be shown here. */
export interface Seen {
  /** To be given back with `unsee`. */
  src: string
  /** Pixels of the file itself, upright. */
  width: number
  height: number
}

/** A larger file is shown by a smaller copy: nobody sees more of it on a screen. */
const largestShown = 12 * 1024 * 1024
/** Pixels on the longer side of such a copy. */
const copySide = 2400

/** Types that any browser this runs in shows by itself, with a size of their own. */
const shownTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/bmp']

/** Makes a picture fit to be shown. Rejects with why it cannot be read. */
export async function see(file: File, signal: AbortSignal): Promise<Seen> {
  if (shownTypes.includes(file.type) && file.size <= largestShown) {
    const src = URL.createObjectURL(file)
    const image = new Image()
    image.src = src
    // Read here, on another thread, so that nothing flickers when it is shown.
    const read = await image.decode().then(
      () => true,
      () => false,
    )
    if (read && image.naturalWidth > 0) return { src, width: image.naturalWidth, height: image.naturalHeight }
    URL.revokeObjectURL(src)
  }
  const { still, width, height } = await lookAt(file, copySide, signal)
  return { src: URL.createObjectURL(still), width, height }
}

/** Pixels on the longer side of a picture in a row of others. */
const smallSide = 320

/** The same in small: one of several. */
export async function seeSmall(file: File, signal: AbortSignal): Promise<Seen> {
  const { still, width, height } = await lookAt(file, smallSide, signal)
  return { src: URL.createObjectURL(still), width, height }
}

/** Gives the copy back, once nothing shows it any more. */
export const unsee = (seen: Seen | null | undefined): void => {
  if (seen) setTimeout(() => URL.revokeObjectURL(seen.src), 2000)
}
