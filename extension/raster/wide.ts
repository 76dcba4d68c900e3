import { boxesIn } from './boxes.ts'
import { lettersAt, viewOf, type Bytes } from './bytes.ts'
import { itemsOf } from './heif-items.ts'
import { isWide, spaceOf } from './icc.ts'
import type { Metadata } from './metadata.ts'

/** Numbers of ITU-T H.273 for primaries beyond those of sRGB: BT.2020, and P3 in two whites. */
const widePrimaries = [9, 11, 12]

/** The primaries that a PNG names by number (cICP), or draws itself (cHRM): red's and green's share of red and green. */
function pngIsWide(bytes: Bytes): boolean {
  const view = viewOf(bytes)
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const name = lettersAt(bytes, at + 4, 4)
    const end = at + 12 + view.getUint32(at)
    if (name === 'IDAT' || end > bytes.byteLength) return false
    if (name === 'cICP' && end - at >= 16) return widePrimaries.includes(bytes[at + 8]!)
    // sRGB's red is at (0.64, 0.33), its green at (0.30, 0.60).
    if (name === 'cHRM' && end - at >= 44)
      return view.getUint32(at + 16) > 65_000 || view.getUint32(at + 28) > 62_000
    at = end
  }
  return false
}

function heifIsWide(bytes: Bytes): boolean {
  const iprp = itemsOf(bytes)?.parts.find(({ type }) => type === 'iprp')
  const ipco = iprp && boxesIn(bytes, iprp.data, iprp.end).find(({ type }) => type === 'ipco')
  if (!ipco) return false
  return boxesIn(bytes, ipco.data, ipco.end).some(
    ({ type, data, end }) =>
      type === 'colr' &&
      end - data >= 6 &&
      lettersAt(bytes, data, 4) === 'nclx' &&
      widePrimaries.includes(viewOf(bytes).getUint16(data + 4)),
  )
}

/**
 * The colours a file's pixels are best read in: Display P3 where they may reach beyond sRGB, which they are then made
 * to fit into, or not, when they are written.
 */
export function readingColors(
  bytes: Bytes,
  type: string,
  { icc }: Pick<Metadata, 'icc'>,
): PredefinedColorSpace {
  const isWideFile =
    icc && spaceOf(icc) !== null
      ? isWide(icc)
      : type === 'image/png'
        ? pngIsWide(bytes)
        : (type === 'image/avif' || type === 'image/heic') && heifIsWide(bytes)
  return isWideFile ? 'display-p3' : 'srgb'
}
