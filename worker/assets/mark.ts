import type { FileType } from '../../shared/assets.ts'
import type { Pieces } from './bytes.ts'
import { markJpeg } from './mark-jpeg.ts'
import { markClip } from './mark-mp4.ts'
import { markPng } from './mark-png.ts'
import { markWebp } from './mark-webp.ts'

/**
 * "Made by a model", as readers of photo metadata understand it: the IPTC digital source type, in XMP.
 * Source: IPTC NewsCodes, digitalsourcetype/trainedAlgorithmicMedia.
 */
const packet = [
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
  '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
  '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
  ' Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>',
  '</rdf:RDF>',
  '</x:xmpmeta>',
  '<?xpacket end="r"?>',
].join('')

export const xmpPacket = new TextEncoder().encode(packet)

/**
 * Writes the mark into a picture without touching its pixels; a picture that carries the mark comes back as it
 * is. An XMP packet that was there makes way. Types without a place for it (GIF, AVIF) come back unmarked.
 */
export function markPicture(type: FileType, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (type === 'image/png') return markPng(bytes, xmpPacket)
  if (type === 'image/jpeg') return markJpeg(bytes, xmpPacket)
  if (type === 'image/webp') return markWebp(bytes, xmpPacket)
  return bytes
}

/** The same for a clip, as a stream: an MP4 gets one more box at its end. Other types pass unmarked. */
export const markStream = (type: FileType, pieces: Pieces): Pieces =>
  type === 'video/mp4' ? markClip(pieces, xmpPacket) : pieces
