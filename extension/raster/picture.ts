import { heldSize } from './held.ts'
import type { Point } from '../../shared/fields.ts'
import { noEdits, type Edits, type Metadata } from '../../shared/metadata/metadata.ts'

/** The types a picture can be written in. */
export const writtenTypes = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/tiff': 'tif',
} as const
export type WrittenType = keyof typeof writtenTypes

/** The type that people call "jpg", "png", "tiff"; null for any other word. */
export function typeNamed(name: string): WrittenType | null {
  const type = `image/${name === 'jpg' ? 'jpeg' : name}`
  return type in writtenTypes ? (type as WrittenType) : null
}

/** One still, or one moment of what moves. */
export interface Frame {
  canvas: OffscreenCanvas
  /** How long it is shown; 0 for a still. */
  durationMs: number
}

/** How a picture is to be written: settled by the tools it goes through, done once at the end. */
export interface Output {
  /** Null: in the type it came in, or PNG where that is not written here. */
  type: WrittenType | null
  /** 1 to 100; null: as good as the eye can tell. */
  quality: number | null
  /** Every pixel stays as it is. */
  lossless: boolean
  /** JPEG: the whole picture at once, first coarse, then fine. */
  progressive: boolean
  /** 1 to 6: how long it is tried to be smaller at the same quality. */
  effort: number
  /** Bits of a colour, where the type has a choice. */
  depth: 8 | 10
  /** Stands where nothing is, in a type that knows no transparency: "#" and six digits. */
  background: string
  /** The file is to have no more bytes than this. */
  maxBytes: number | null
  /** To get there only by quality: width and height stay. */
  keepSize: boolean
  /** Of the types that every browser shows, the one in which this picture has the fewest bytes; `type` is not asked. */
  smallest: boolean
  /** A file that is smaller already stays as it is. */
  neverLarger: boolean
  /** What the file says beside its pixels: all of it, only author and rights, or nothing. */
  metadata: 'keep' | 'rights' | 'strip'
  /** What it is to say otherwise than it does. */
  edits: Edits
  /** `keep` leaves a wide range of colours wide, where the type can say so. */
  colors: 'srgb' | 'keep'
}

/** A picture that has been read, on its way through tools: upright, its pixels in `colorSpace`. */
export interface Picture {
  /** Its file's name without an ending. */
  name: string
  /** The file as it came: its pixels are upright, before any tool has worked. */
  source: {
    file: Blob
    type: string
    width: number
    height: number
    /** Bits of each colour in it; all canvases have 8. */
    depth: number
    /** Whether its numbers are those of sRGB. */
    srgb: boolean
  }
  /** One, or several where it moves. All are of one size. */
  frames: readonly [Frame, ...Frame[]]
  /** How often what moves is played; 0: for ever. */
  plays: number
  colorSpace: PredefinedColorSpace
  /** Whether anything of it may be transparent. */
  transparent: boolean
  /** What the file says beside its pixels. */
  metadata: Metadata
  /** What it is about, as the person has marked it; null: to be found. */
  focal: Point | null
  /** Whether the pixels are still those of the file, though it may have been read small because a tool wants that. */
  untouched: boolean
  output: Output
  /** What a person should know of what was done: a sentence each, added to on the way. */
  notes: string[]
}

/** Pixels of a picture as it is now. */
export const sizeOf = ({ frames: [first] }: Picture) => {
  const { width, height } = heldSize(first) ?? first.canvas
  return { width, height }
}

export const plainOutput: Output = {
  type: null,
  quality: null,
  lossless: false,
  progressive: true,
  effort: 4,
  depth: 8,
  background: '#ffffff',
  maxBytes: null,
  keepSize: false,
  smallest: false,
  neverLarger: false,
  metadata: 'keep',
  edits: noEdits,
  colors: 'srgb',
}
