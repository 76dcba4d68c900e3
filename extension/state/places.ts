import { signal } from '@preact/signals'
import { smartCrop } from '../../shared/crop.ts'
import type { FieldValue, Point, Values } from '../../shared/fields.ts'
import { placements, type Placement } from '../../shared/platforms.ts'
import { ownPoints, ownWords } from '../../shared/social.ts'
import { findSubject, thumbSide } from '../../shared/subject.ts'
import type { Seen } from './seen.ts'

/** The place whose own point is being set; null: the point of all. */
export const placeShown = signal<string | null>(null)
/** Whether what the networks lay over a picture is drawn. */
export const guidesShown = signal(true)

type Set = (name: string, value: FieldValue | undefined) => void

/** The points of single places; none where they cannot be read. */
export function pointsOf(values: Values): Map<string, Point> {
  try {
    return new Map(ownPoints(values))
  } catch {
    return new Map()
  }
}

/** Gives a place a point of its own, or takes it away. */
export function setPlacePoint(values: Values, onSet: Set, id: string, point: Point | null): void {
  const points = pointsOf(values)
  if (point) points.set(id, point)
  else points.delete(id)
  onSet('own', ownWords(points))
}

/** The point of all that the person has set; null where it is found. */
export const commonPoint = (values: Values): Point | null =>
  values['focus'] === 'point' ? ((values['focal'] as Point | undefined) ?? { x: 0.5, y: 0.5 }) : null

/** Where a place looks in a picture by itself: the middle of what it keeps. */
export async function foundPoint({ src, width, height }: Seen, { size, margins }: Placement): Promise<Point> {
  const image = new Image()
  image.src = src
  await image.decode()
  const scale = Math.min(1, thumbSide / Math.max(width, height))
  const small = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
  const pen = new OffscreenCanvas(small.width, small.height).getContext('2d', { willReadFrequently: true })
  if (!pen) return { x: 0.5, y: 0.5 }
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, 0, 0, small.width, small.height)
  const subject = findSubject(pen.getImageData(0, 0, small.width, small.height))
  const part = smartCrop(subject, { width, height }, size, margins)
  return { x: (part.x + part.width / 2) / width, y: (part.y + part.height / 2) / height }
}

const bySuffix = new Map(
  placements.map((placement) => [
    `${placement.id}-${placement.size.width}x${placement.size.height}`,
    placement,
  ]),
)

/** The place a file was made for, by its name; null for any other file. */
export function placeOfFile(name: string): Placement | null {
  const base = name.replace(/\.[^.]+$/, '')
  for (const [suffix, placement] of bySuffix) if (base.endsWith(`-${suffix}`)) return placement
  return null
}
