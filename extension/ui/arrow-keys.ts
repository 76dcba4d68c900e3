import type { Point } from './sight.ts'

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** Which way an arrow key points, one step; it is then nobody else's. Null for any other key. */
export function arrowOf(event: KeyboardEvent): Point | null {
  const arrow = arrows[event.key]
  if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return null
  event.preventDefault()
  event.stopPropagation()
  return arrow
}
