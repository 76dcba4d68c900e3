import type { Bytes } from './bytes.ts'

/** What a file says of itself beside its pixels: each part as its own bytes, null where it says nothing. */
export interface Metadata {
  /** A TIFF structure, its byte order first. */
  exif: Bytes | null
  /** A packet of XML, in UTF-8. */
  xmp: Bytes | null
  /** The records of IPTC-IIM, without what Photoshop puts around them. */
  iptc: Bytes | null
  /** The colour profile of the pixels in the file. */
  icc: Bytes | null
  /** A signed history of the picture. It vouches for every byte of its file, so it never goes into another. */
  c2pa: Bytes | null
  /** What the format's own places for words say: PNG's texts, the comments of JPEG and GIF. */
  notes: readonly Note[]
}

export interface Note {
  /** What it is, as PNG names it: "Title", "Author", "Comment". */
  key: string
  text: string
}

export const noMetadata: Metadata = { exif: null, xmp: null, iptc: null, icc: null, c2pa: null, notes: [] }

/** What a person wants the file to say from now on: null leaves it as it is, "" takes it out. */
export interface Edits {
  author: string | null
  copyright: string | null
  title: string | null
  description: string | null
  /** Takes out where the picture was made. */
  removePlace: boolean
}

export const noEdits: Edits = {
  author: null,
  copyright: null,
  title: null,
  description: null,
  removePlace: false,
}
