import type { FileType } from '../../shared/assets.ts'

type Read = (start: number, end: number) => Promise<Uint8Array>

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const textOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

/** Does a 3D file go on to its own end, as far as its format says where that is? */
export async function solidIsWhole(type: FileType, bytes: number, read: Read): Promise<boolean> {
  const tail = () => read(Math.max(0, bytes - 1024), bytes)
  switch (type) {
    case 'model/gltf-binary':
      return bytes >= 20 && viewOf(await read(0, 12)).getUint32(8, true) === bytes
    case 'model/stl': {
      const head = await read(0, Math.min(84, bytes))
      // 80 bytes of anything, the number of triangles, 50 bytes for each; or text.
      if (bytes >= 84 && 84 + 50 * viewOf(head).getUint32(80, true) === bytes) return true
      return textOf(head).startsWith('solid') && textOf(await tail()).includes('endsolid')
    }
    case 'model/vnd.usdz+zip':
      return textOf(await tail()).includes('PK\x05\x06')
    default:
      return bytes > 0
  }
}
