import { boxesIn } from './boxes.ts'
import { fromUtf8, lettersAt, viewOf, type Bytes } from './bytes.ts'
import { bytesOf, itemsOf, type Item, type Items } from './heif-items.ts'
import { noMetadata, type Metadata } from './metadata.ts'

export const isExif = ({ type }: Item) => type === 'Exif'
export const isXmp = ({ type, contentType }: Item) => type === 'mime' && contentType === 'application/rdf+xml'

/** The `uuid` of a box that holds a signed history (C2PA, "Embedding manifests into BMFF-based assets"). */
const c2paUuid = 'd8fec3d61b0e483c92975828877ec481'
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** A block of EXIF that says first how many bytes stand before it. */
function blockIn(bytes: Bytes | null): Bytes | null {
  if (!bytes || bytes.byteLength < 4) return null
  const at = 4 + viewOf(bytes).getUint32(0)
  return at < bytes.byteLength ? bytes.slice(at) : null
}

/** The colour profile among the properties of the file's pictures. */
export function profileIn(bytes: Bytes, { parts }: Items): Bytes | null {
  const iprp = parts.find(({ type }) => type === 'iprp')
  const ipco = iprp && boxesIn(bytes, iprp.data, iprp.end).find(({ type }) => type === 'ipco')
  const profile =
    ipco &&
    boxesIn(bytes, ipco.data, ipco.end).find(
      ({ type, data }) => type === 'colr' && /^(?:prof|rICC)$/.test(lettersAt(bytes, data, 4)),
    )
  return profile ? bytes.slice(profile.data + 4, profile.end) : null
}

/** What an AVIF or HEIC file says. */
export function readHeif(bytes: Bytes): Metadata {
  const items = itemsOf(bytes)
  if (!items) return noMetadata
  const part = (is: (item: Item) => boolean) => {
    const item = items.items.find(is)
    return item ? bytesOf(bytes, items, item.id) : null
  }
  const history = boxesIn(bytes).find(
    ({ type, data }) => type === 'uuid' && hex(bytes.subarray(data, data + 16)) === c2paUuid,
  )
  return {
    ...noMetadata,
    exif: blockIn(part(isExif)),
    xmp: part(isXmp),
    icc: profileIn(bytes, items),
    c2pa: history ? bytes.slice(history.data + 16, history.end) : null,
  }
}

/** What a JPEG XL in its container says; its profile is packed with its pixels. */
export function readJxl(bytes: Bytes): Metadata {
  const boxes = boxesIn(bytes)
  const part = (name: string) => {
    const found = boxes.find(({ type }) => type === name)
    return found ? bytes.slice(found.data, found.end) : null
  }
  const xmp = part('xml ')
  return {
    ...noMetadata,
    exif: blockIn(part('Exif')),
    // The box is for any XML.
    xmp: xmp && fromUtf8(xmp).includes('adobe:ns:meta/') ? xmp : null,
    c2pa: part('jumb'),
  }
}
