import type { Rect, Size } from '../../../shared/crop.ts'
import { rgbOf, type Rgb } from '../contrast.ts'
import type { Card, Composed } from './card.ts'
import type { Align, Style } from '../typesetting.ts'

type Paint = (card: Card, composed: Composed) => void

/** How a quote card looks. Lengths are in units: hundredths of the card's shorter side. */
export interface Look {
  /** Its strong colour, where the person has chosen none: "#" and six digits. */
  accent: string
  words: Style
  author: Style
  align: { words: Align; author: Align }
  /** 0: at the top, 1: at the bottom of their room. */
  vertical: number
  /** Room around: top, right, bottom, left. */
  pad(card: {
    wide: boolean
    unit: number
    size: Size
    safe: Rect
  }): readonly [number, number, number, number]
  /** Right-to-left words find its left side on the right. */
  turns?: true
  /** The largest letters of the words. */
  most: number
  /** The largest letters of the name. */
  name?: number
  /** Between words and name. */
  gap: number
  /** Kept free above the words for a sign. */
  head?: number
  /** What is drawn with letters beside the quote, so that its typeface is read in time. */
  sign?: { text: string; style: Style }
  ink(accent: Rgb): Rgb
  nameInk(accent: Rgb): Rgb
  /** Laid over a picture, and over a restless ground. */
  veil: string
  restless?: true
  /** Not of a few flat colours: better written as a JPEG. */
  soft?: true
  ground: Paint
  /** Stands on the ground, or on the picture, and carries the words. */
  panel?: Paint
  /** Under the words. */
  before?: Paint
  /** Beside the words. */
  after?: Paint
}

export const all = (length: number) => () => [length, length, length, length] as const

export const capitals: Style = { font: 'inter', weight: 600, leading: 1.3, tracking: 0.16, capitals: true }

/** Black and white as ink and paper are. */
export const ink = rgbOf('#1f1a14')
export const dark = rgbOf('#15110e')
