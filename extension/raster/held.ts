/** Pixels of frames on which nobody has drawn yet: most pictures are read, made smaller and written without a canvas. */
const held = new WeakMap<object, ImageData>()

/** A frame's pixels as long as it needs no canvas; they are not to be changed. Null: they are on its canvas. */
export const heldPixels = (frame: object): ImageData | null => held.get(frame) ?? null

export const hold = (frame: object, pixels: ImageData): void => void held.set(frame, pixels)
export const letGoOf = (frame: object): void => void held.delete(frame)
