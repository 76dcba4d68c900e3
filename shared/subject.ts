import type { Box, Point } from './fields.ts'
import { findFaces } from './subject/faces.ts'
import { planesOf, type Pixels } from './subject/planes.ts'
import { findText } from './subject/text.ts'
import { findThings } from './subject/things.ts'

/** Something in a picture that is not to be cut. */
export interface Part {
  kind: 'face' | 'text' | 'thing'
  box: Box
  /** Above 0; how much it counts beside the others. */
  weight: number
  /** How sure it is that it is that, 0 to 1. */
  sure: number
}

/** What a picture is about. */
export interface Subject {
  /** The place to look at first. */
  focal: Point
  /** The weightiest first. */
  parts: readonly Part[]
}

/** A thumbnail is at most this wide and high: enough to see what a picture is about. */
export const thumbSide = 256

const most = 48

/**
 * What a picture is about, found on a thumbnail of it (at most `thumbSide` a side): faces, lines of text, and things
 * that stand out from what is around them. The same pixels always give the same answer, in the browser as in the
 * Worker.
 */
export function findSubject(thumb: Pixels): Subject {
  const planes = planesOf(thumb)
  const parts = [...told(findFaces(planes), findText(planes)), ...findThings(planes)]
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most)
  return { focal: focalOf(parts), parts }
}

/** What is as sure as this is print, whatever else it looks like. */
const print = 0.7

/** Letters may look like a small face, and the eyes of people in a row like letters: what is surer is right. */
function told(faces: readonly Part[], text: readonly Part[]): Part[] {
  // Letters go on beside what looks like a face in them; eyes do not.
  const isLetters = (face: Part, line: Part) =>
    line.box.width > 1.2 * face.box.width &&
    shared(face.box, line.box) > 0.1 &&
    (face.box.height < 1.5 * line.box.height ? line.sure >= print : face.sure < 0.9 * line.sure)
  const heads = faces.filter((face) => !text.some((line) => isLetters(face, line)))
  const isEyes = ({ box, sure }: Part) =>
    heads.reduce((sum, head) => sum + (head.sure < sure ? 0 : shared(box, head.box)), 0) >= 0.35
  return [...heads, ...text.filter((line) => !isEyes(line))]
}

/** How much of a box lies in another: 0 to 1. */
function shared(inner: Box, outer: Box): number {
  const across = Math.min(inner.x + inner.width, outer.x + outer.width) - Math.max(inner.x, outer.x)
  const down = Math.min(inner.y + inner.height, outer.y + outer.height) - Math.max(inner.y, outer.y)
  return across <= 0 || down <= 0 ? 0 : (across * down) / (inner.width * inner.height)
}

function focalOf(parts: readonly Part[]): Point {
  const faces = parts.filter(({ kind }) => kind === 'face')
  const counted = faces.length > 0 ? faces : parts
  let x = 0
  let y = 0
  let weight = 0
  for (const { box, weight: own } of counted) {
    x += own * (box.x + box.width / 2)
    y += own * (box.y + box.height / 2)
    weight += own
  }
  return weight === 0 ? { x: 0.5, y: 0.5 } : { x: x / weight, y: y / weight }
}
