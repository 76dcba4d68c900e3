import type { FileType } from '../../shared/assets.ts'
import type { Pieces } from './bytes.ts'
import { markJpeg } from './mark-jpeg.ts'
import { markClip } from './mark-mp4.ts'
import { markGlb } from './mark-glb.ts'
import { markPng } from './mark-png.ts'
import { markMp3, markWav } from './mark-sound.ts'
import { markWebp } from './mark-webp.ts'

/** "Made by a model", as readers of photo metadata understand it. Source: IPTC NewsCodes, digital source type. */
const sourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
const vocabulary = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'

/** The same in XMP. */
const packet = [
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
  '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
  `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="${vocabulary}"`,
  ` Iptc4xmpExt:DigitalSourceType="${sourceType}"/>`,
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

/** The same for a sound. FLAC has no place for it. */
export function markSound(type: FileType, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (type === 'audio/mpeg') return markMp3(bytes, xmpPacket)
  if (type === 'audio/wav') return markWav(bytes, xmpPacket)
  return bytes
}

/** The same packet as linked data, for glTF. */
const linkedPacket = {
  '@context': { Iptc4xmpExt: vocabulary },
  '@id': '',
  'Iptc4xmpExt:DigitalSourceType': sourceType,
}

/**
 * The same as a stream: an MP4 gets one more box at its end, a binary glTF one more packet in its description. Other
 * types pass unmarked.
 */
export function markStream(type: FileType, pieces: Pieces): Pieces {
  if (type === 'video/mp4' || type === 'audio/mp4') return markClip(pieces, xmpPacket)
  return type === 'model/gltf-binary' ? markGlb(pieces, linkedPacket) : pieces
}
