import { writePixels } from '../pixels.ts'
import type { Solid } from './solid.ts'

const [floats, whole] = [5126, 5125]
const [vertices, elements] = [34962, 34963]

/** Writes a binary glTF 2.0 file; each skin's picture lies inside it as JPEG. */
export async function glbOf({ skins }: Solid): Promise<Buffer> {
  const chunks: Buffer[] = []
  const views: object[] = []
  const accessors: object[] = []
  let length = 0
  const add = (bytes: Buffer, target?: number) => {
    views.push({ buffer: 0, byteOffset: length, byteLength: bytes.length, ...(target ? { target } : {}) })
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
    chunks.push(padded)
    length += padded.length
    return views.length - 1
  }
  const numbers = (values: readonly number[], type: 'VEC3' | 'VEC2' | 'SCALAR', bounds = false) => {
    const width = { VEC3: 3, VEC2: 2, SCALAR: 1 }[type]
    const isIndex = type === 'SCALAR'
    const list = isIndex ? Uint32Array.from(values) : Float32Array.from(values)
    accessors.push({
      bufferView: add(Buffer.from(list.buffer), isIndex ? elements : vertices),
      componentType: isIndex ? whole : floats,
      count: values.length / width,
      type,
      ...(bounds ? boundsOf(list as Float32Array) : {}),
    })
    return accessors.length - 1
  }
  const images: object[] = []
  const textures: object[] = []
  const materials: object[] = []
  const primitives: object[] = []
  for (const { name, positions, normals, spots, indices, picture } of skins) {
    if (picture) {
      images.push({ bufferView: add(await writePixels(picture, 'jpeg')), mimeType: 'image/jpeg', name })
      textures.push({ source: images.length - 1, sampler: 0 })
    }
    materials.push({
      name,
      pbrMetallicRoughness: {
        ...(picture
          ? { baseColorTexture: { index: textures.length - 1 } }
          : { baseColorFactor: [0.75, 0.74, 0.72, 1] }),
        metallicFactor: 0,
        roughnessFactor: 0.85,
      },
    })
    primitives.push({
      attributes: {
        POSITION: numbers(positions, 'VEC3', true),
        NORMAL: numbers(normals, 'VEC3'),
        TEXCOORD_0: numbers(spots, 'VEC2'),
      },
      indices: numbers(indices, 'SCALAR'),
      material: materials.length - 1,
    })
  }
  const document = {
    asset: { version: '2.0', generator: 'Atelier sandbox' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, name: 'model' }],
    meshes: [{ primitives }],
    materials,
    ...(images.length > 0
      ? { images, textures, samplers: [{ magFilter: 9729, minFilter: 9987, wrapS: 33071, wrapT: 33071 }] }
      : {}),
    accessors,
    bufferViews: views,
    buffers: [{ byteLength: length }],
  }
  const json = Buffer.from(JSON.stringify(document))
  const text = Buffer.concat([json, Buffer.alloc(-json.length & 3, ' ')])
  const head = Buffer.alloc(12)
  head.write('glTF', 0, 'latin1')
  head.writeUInt32LE(2, 4)
  head.writeUInt32LE(12 + 8 + text.length + 8 + length, 8)
  return Buffer.concat([head, chunkHead(text.length, 'JSON'), text, chunkHead(length, 'BIN\0'), ...chunks])
}

function chunkHead(length: number, kind: string): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32LE(length, 0)
  head.write(kind, 4, 'latin1')
  return head
}

function boundsOf(values: Float32Array): { min: number[]; max: number[] } {
  const [min, max] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ]
  for (const [at, value] of values.entries()) {
    const axis = at % 3
    if (min) min[axis] = Math.min(min[axis] ?? value, value)
    if (max) max[axis] = Math.max(max[axis] ?? value, value)
  }
  return { min: min ?? [], max: max ?? [] }
}
