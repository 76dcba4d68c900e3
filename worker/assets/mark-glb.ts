import { join, peek, type Pieces } from './bytes.ts'

/** A scene's description is text; beyond this it is not rewritten. */
const maxJsonBytes = 16 * 1024 * 1024

const extension = 'KHR_xmp_json_ld'

interface Scene {
  asset: { extensions?: Record<string, unknown> }
  extensionsUsed?: string[]
  extensions?: Record<string, unknown>
}

/** The scene with one more packet of metadata, about the whole of it; null when it has such packets already. */
function withPacket(scene: Scene, packet: Record<string, unknown>): Scene | null {
  if (scene.extensions?.[extension]) return null
  return {
    ...scene,
    asset: { ...scene.asset, extensions: { ...scene.asset.extensions, [extension]: { packet: 0 } } },
    extensionsUsed: [...(scene.extensionsUsed ?? []), extension],
    extensions: { ...scene.extensions, [extension]: { packets: [packet] } },
  }
}

/**
 * Writes a packet of XMP into a binary glTF as it passes (Khronos extension KHR_xmp_json_ld): the description at its
 * front grows, what follows is passed on. A file that is not as it should be passes as it is.
 */
export async function* markGlb(pieces: Pieces, packet: Record<string, unknown>): AsyncGenerator<Uint8Array> {
  const start = await peek(pieces, 20)
  if (start.head.byteLength < 20) return yield* start.all
  const view = new DataView(start.head.buffer, start.head.byteOffset)
  const [length, jsonLength] = [view.getUint32(8, true), view.getUint32(12, true)]
  if (view.getUint32(16, true) !== 0x4e4f534a || jsonLength > maxJsonBytes) return yield* start.all
  const { head, all } = await peek(start.all, 20 + jsonLength)
  const marked = markedJson(head.subarray(20, 20 + jsonLength), packet)
  if (!marked) return yield* all
  const front = new Uint8Array(20)
  front.set(head.subarray(0, 20))
  const written = new DataView(front.buffer)
  written.setUint32(8, length + marked.byteLength - jsonLength, true)
  written.setUint32(12, marked.byteLength, true)
  yield join([front, marked])
  let skip = 20 + jsonLength
  for await (const piece of all) {
    const rest = piece.subarray(Math.min(skip, piece.byteLength))
    skip -= piece.byteLength - rest.byteLength
    if (rest.byteLength > 0) yield rest
  }
}

/** The description with the packet, filled up with blanks to a multiple of four. */
function markedJson(json: Uint8Array, packet: Record<string, unknown>): Uint8Array | null {
  let scene: Scene | null
  try {
    scene = withPacket(JSON.parse(new TextDecoder().decode(json)) as Scene, packet)
  } catch {
    return null
  }
  if (!scene) return null
  const text = new TextEncoder().encode(JSON.stringify(scene))
  return join([text, new Uint8Array((4 - (text.byteLength % 4)) % 4).fill(0x20)])
}
