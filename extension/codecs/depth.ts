import { boxesIn } from '../../shared/metadata/boxes.ts'
import { viewOf, type Bytes } from '../../shared/metadata/bytes.ts'
import { itemsOf } from '../../shared/metadata/heif-items.ts'
import { tagsOf } from './tiff-tags.ts'

/** Bits of each colour in a file, as it says itself; 8 where it does not. */
export function depthOf(bytes: Bytes, type: string): number {
  if (type === 'image/png') return bytes[24] === 16 ? 16 : 8
  if (type === 'image/tiff') return Math.max(8, tagsOf(bytes)?.one(258, 8) ?? 8)
  if (type !== 'image/avif' && type !== 'image/heic') return 8
  const iprp = itemsOf(bytes)?.parts.find((part) => part.type === 'iprp')
  const ipco = iprp && boxesIn(bytes, iprp.data, iprp.end).find((part) => part.type === 'ipco')
  const pixi = ipco && boxesIn(bytes, ipco.data, ipco.end).find((part) => part.type === 'pixi')
  return pixi && pixi.end - pixi.data >= 6 ? Math.max(8, viewOf(bytes).getUint8(pixi.data + 5)) : 8
}
