export const moves = ['Zoom in', 'Zoom out', 'Pan left', 'Pan right'] as const
export type Move = (typeof moves)[number]

/** Pixels of the picture that one frame shows. */
export interface View {
  x: number
  y: number
  width: number
  height: number
}

/** How much of the picture a move uses up: a zoom ends this much closer, a pan stays this much closer. */
const closeness = 1.2

/** Slow start, slow end. */
const ease = (share: number) => (1 - Math.cos(Math.PI * share)) / 2

/**
 * Where the camera looks when `share` (0 to 1) of the clip has passed. The view has the frame's shape and never
 * leaves the picture.
 */
export function viewAt(
  move: Move,
  share: number,
  picture: { width: number; height: number },
  frame: { width: number; height: number },
): View {
  const fit = Math.min(picture.width / frame.width, picture.height / frame.height)
  const zoomed = { 'Zoom in': ease(share), 'Zoom out': 1 - ease(share), 'Pan left': 1, 'Pan right': 1 }[move]
  const across = { 'Zoom in': 0.5, 'Zoom out': 0.5, 'Pan left': 1 - ease(share), 'Pan right': ease(share) }[
    move
  ]
  // Equal ratios in equal times: a zoom that grows by a fixed number of pixels seems to slow down.
  const scale = fit / closeness ** zoomed
  const [width, height] = [frame.width * scale, frame.height * scale]
  return { x: (picture.width - width) * across, y: (picture.height - height) / 2, width, height }
}

/**
 * The size of a clip whose shorter side is `shorter` pixels and whose shape follows the picture: even numbers, no
 * slimmer than 21:9, and never more than twice the picture's own pixels.
 */
export function frameSize(
  picture: { width: number; height: number },
  shorter: number,
): { width: number; height: number } {
  const shape = Math.min(Math.max(picture.width / picture.height, 9 / 21), 21 / 9)
  const least = Math.min(shorter, 2 * Math.min(picture.width, picture.height))
  const even = (pixels: number) => Math.max(2, 2 * Math.round(pixels / 2))
  return shape >= 1
    ? { width: even(least * shape), height: even(least) }
    : { width: even(least), height: even(least / shape) }
}
