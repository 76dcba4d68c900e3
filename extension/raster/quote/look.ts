import type { Rect } from '../../../shared/crop.ts'
import { contrast, readable, rgbOf, type Rgb } from '../contrast.ts'
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
  pad(card: { wide: boolean; unit: number; safe: Rect }): readonly [number, number, number, number]
  /** The largest letters. */
  most: number
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

/** The strong colour for letters, where it is read on the ground. */
export const legible = (accent: Rgb, ground: Rgb, otherwise: Rgb): Rgb =>
  contrast(accent, ground) >= readable ? accent : otherwise

/** Black and white as ink and paper are. */
export const ink = rgbOf('#1f1a14')
export const dark = rgbOf('#15110e')
