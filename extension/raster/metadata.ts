/** What a file says of itself beside its pixels: each part as its own bytes, null where it says nothing. */
export interface Metadata {
  exif: Uint8Array<ArrayBuffer> | null
  xmp: Uint8Array<ArrayBuffer> | null
  iptc: Uint8Array<ArrayBuffer> | null
  icc: Uint8Array<ArrayBuffer> | null
  /** A signed history of the picture. */
  c2pa: Uint8Array<ArrayBuffer> | null
}

export const noMetadata: Metadata = { exif: null, xmp: null, iptc: null, icc: null, c2pa: null }
