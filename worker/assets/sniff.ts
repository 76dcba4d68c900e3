import type { FileType } from '../../shared/assets.ts'
import type { MediaKind } from '../../shared/task.ts'

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** Brands of the MP4 family that browsers play as MP4. */
const mp4Brands = /^(iso[0-9m]|mp4[12v]|avc1|M4V |dash|cmf[c2]|MSNV|f4v )$/

function sniffBoxes(head: Uint8Array): FileType | null {
  const brand = ascii(head, 8, 4)
  if (brand === 'avif' || brand === 'avis') return 'image/avif'
  if (brand === 'M4A ' || brand === 'M4B ') return 'audio/mp4'
  return mp4Brands.test(brand) ? 'video/mp4' : null
}

/** A frame of MPEG audio, layer III (ISO 11172-3): eleven bits of sync, a known version, rate and frequency. */
function isMp3Frame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const version = (second >> 3) & 3
  const layer = (second >> 1) & 3
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    version !== 1 &&
    layer === 1 &&
    third >> 4 !== 15 &&
    ((third >> 2) & 3) !== 3
  )
}

/** How many first bytes `sniff` wants to see: those of an STL say how many triangles follow. */
export const sniffBytes = 84

/**
 * What a file is, by its own first bytes: headers and names are never believed. Null: nothing the library takes.
 * Formats of 3D that begin with nothing of their own are only seen where 3D is expected.
 */
export function sniff(head: Uint8Array, expected: MediaKind | null = null): FileType | null {
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(head, 0, 3) === '\xff\xd8\xff') return 'image/jpeg'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'image/webp'
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return 'image/gif'
  if (ascii(head, 4, 4) === 'ftyp') return sniffBoxes(head)
  if (ascii(head, 0, 4) === '\x1aE\xdf\xa3' && ascii(head, 0, 64).includes('webm')) return 'video/webm'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WAVE') return 'audio/wav'
  if (ascii(head, 0, 4) === 'fLaC') return 'audio/flac'
  if (ascii(head, 0, 3) === 'ID3' || isMp3Frame(head)) return 'audio/mpeg'
  if (ascii(head, 0, 8) === 'glTF\x02\0\0\0') return 'model/gltf-binary'
  return expected === 'model3d' ? sniffSolid(head) : null
}

function sniffSolid(head: Uint8Array): FileType | null {
  if (ascii(head, 0, 18) === 'Kaydara FBX Binary') return 'model/fbx'
  // An archive whose first entry is a scene.
  if (ascii(head, 0, 4) === 'PK\x03\x04' && /\.usd[ac]?/.test(ascii(head, 30, 54)))
    return 'model/vnd.usdz+zip'
  const text = ascii(head, 0, sniffBytes)
  if (/^solid\s[\x20-\x7e\s]*$/.test(text)) return 'model/stl'
  if (/^(#|v |vn |vt |o |g |mtllib )[\x20-\x7e\s]*$/.test(text)) return 'model/obj'
  return head.byteLength >= sniffBytes && !/^[<{[]/.test(text) ? 'model/stl' : null
}
