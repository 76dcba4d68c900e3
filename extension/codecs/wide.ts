import { coloursOf } from '../pictures/formats.ts'
import { boxesIn } from '../../shared/metadata/boxes.ts'
import { lettersAt, viewOf, type Bytes } from '../../shared/metadata/bytes.ts'
import { itemsOf } from '../../shared/metadata/heif-items.ts'
import { curveAt } from '../../shared/metadata/icc-table.ts'
import { isWide, primariesOf, spaceOf, srgbPrimaries, tagOf } from '../../shared/metadata/icc.ts'
import type { Metadata } from '../../shared/metadata/metadata.ts'

/** Numbers of ITU-T H.273 for primaries beyond those of sRGB: BT.2020, and P3 in two whites. */
const widePrimaries = [9, 11, 12]

/** What a PNG says of its colours without a profile. */
function pngColors(bytes: Bytes): { wide: boolean; srgb: boolean } {
  const view = viewOf(bytes)
  const said = { wide: false, srgb: true }
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const name = lettersAt(bytes, at + 4, 4)
    const [data, end] = [at + 8, at + 12 + view.getUint32(at)]
    if (name === 'IDAT' || end > bytes.byteLength) break
    // Primaries and curve by number: before all else, where they stand.
    if (name === 'cICP' && end - at >= 16)
      return {
        wide: widePrimaries.includes(bytes[data]!),
        srgb: bytes[data] === 1 && bytes[data + 1] === 13,
      }
    // sRGB's red is at (0.64, 0.33), its green at (0.30, 0.60).
    if (name === 'cHRM' && end - at >= 44)
      said.wide = view.getUint32(data + 8) > 65_000 || view.getUint32(data + 20) > 62_000
    if (name === 'gAMA' && end - at >= 16) said.srgb = Math.abs(view.getUint32(data) - 45_455) < 1_500
    at = end
  }
  return { wide: said.wide, srgb: said.srgb && !said.wide }
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
        ? pngColors(bytes).wide
        : (type === 'image/avif' || type === 'image/heic') && heifIsWide(bytes)
  return isWideFile ? 'display-p3' : 'srgb'
}

/** Half of what a number can be is so much light in sRGB. */
const lightOfHalf = 0.214

function isSrgbProfile(icc: Bytes): boolean {
  const primaries = primariesOf(icc)
  const curve = tagOf(icc, 'rTRC')
  const read = curve && curveAt(curve, 0)
  if (spaceOf(icc) !== 'RGB ' || !primaries || !read) return false
  const isNear = primaries.every((xyz, n) =>
    xyz.every((value, m) => Math.abs(value - srgbPrimaries[n]![m]!) < 0.01),
  )
  return isNear && Math.abs(read.curve(0.5) - lightOfHalf) < 0.01
}

/** Whether the numbers in a file are those of sRGB, so that they may stand in one that says nothing. */
export function isSrgb(bytes: Bytes, type: string, { icc }: Pick<Metadata, 'icc'>): boolean {
  if (type === 'image/jpeg' && coloursOf(bytes).cmyk) return false
  if (icc) return isSrgbProfile(icc)
  if (type === 'image/png') return pngColors(bytes).srgb
  return readingColors(bytes, type, { icc }) === 'srgb'
}
