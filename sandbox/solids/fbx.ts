import { writePixels } from '../pixels.ts'
import type { Skin, Solid } from './solid.ts'

/** A value of a node: texts, 64-bit whole numbers, 32-bit ones, numbers, bytes, and lists of them. */
type Value =
  | { readonly kind: 'S'; readonly value: string }
  | { readonly kind: 'L' | 'I' | 'D' | 'C'; readonly value: number }
  | { readonly kind: 'R'; readonly value: Buffer }
  | { readonly kind: 'i' | 'd'; readonly list: readonly number[] }

interface Node {
  readonly name: string
  readonly values: readonly Value[]
  readonly nodes: readonly Node[]
}

const node = (name: string, values: readonly Value[] = [], nodes: readonly Node[] = []): Node => ({
  name,
  values,
  nodes,
})
const text = (value: string): Value => ({ kind: 'S', value })
const whole = (value: number): Value => ({ kind: 'I', value })
const long = (value: number): Value => ({ kind: 'L', value })
const number = (value: number): Value => ({ kind: 'D', value })
/** A name and its class, as binary FBX writes them. */
const title = (name: string, kind: string): Value => text(`${name}\0\u0001${kind}`)

const version = 7400

/** Writes a binary FBX 7.4 file; each skin's picture lies inside it as JPEG. */
export async function fbxOf({ skins }: Solid): Promise<Buffer> {
  const objects: Node[] = []
  const links: Node[] = []
  const link = (from: number, to: number, property?: string) =>
    links.push(
      node('C', [text(property ? 'OP' : 'OO'), long(from), long(to), ...(property ? [text(property)] : [])]),
    )
  for (const [at, skin] of skins.entries()) {
    const id = (at + 1) * 1000
    objects.push(geometryOf(skin, id), modelOf(skin, id + 1), materialOf(skin, id + 2))
    link(id + 1, 0)
    link(id, id + 1)
    link(id + 2, id + 1)
    if (!skin.picture) continue
    objects.push(textureOf(skin, id + 3), videoOf(skin, id + 4, await writePixels(skin.picture, 'jpeg')))
    link(id + 3, id + 2, 'DiffuseColor')
    link(id + 4, id + 3)
  }
  const property = (name: string, kind: string, value: Value) =>
    node('P', [text(name), text(kind), text('Integer'), text(''), value])
  const top = [
    node(
      'FBXHeaderExtension',
      [],
      [
        node('FBXHeaderVersion', [whole(1003)]),
        node('FBXVersion', [whole(version)]),
        node('Creator', [text('Atelier sandbox')]),
      ],
    ),
    node(
      'GlobalSettings',
      [],
      [
        node('Version', [whole(1000)]),
        node(
          'Properties70',
          [],
          [
            property('UpAxis', 'int', whole(1)),
            property('UpAxisSign', 'int', whole(1)),
            property('FrontAxis', 'int', whole(2)),
            property('FrontAxisSign', 'int', whole(1)),
            property('CoordAxis', 'int', whole(0)),
            property('CoordAxisSign', 'int', whole(1)),
            node('P', [text('UnitScaleFactor'), text('double'), text('Number'), text(''), number(100)]),
          ],
        ),
      ],
    ),
    node(
      'Definitions',
      [],
      [
        node('Version', [whole(100)]),
        node('Count', [whole(objects.length)]),
        ...['Geometry', 'Model', 'Material', 'Texture', 'Video'].map((kind) =>
          node(
            'ObjectType',
            [text(kind)],
            [node('Count', [whole(objects.filter(({ name }) => name === kind).length)])],
          ),
        ),
      ],
    ),
    node('Objects', [], objects),
    node('Connections', [], links),
  ]
  return written(top)
}

function geometryOf({ name, positions, normals, spots, indices }: Skin, id: number): Node {
  const layer = (kind: string, values: readonly Node[]) =>
    node(kind, [whole(0)], [node('Version', [whole(101)]), node('Name', [text('')]), ...values])
  const how = (mapping: string, reference: string) => [
    node('MappingInformationType', [text(mapping)]),
    node('ReferenceInformationType', [text(reference)]),
  ]
  // The last corner of each polygon is written as its complement.
  const corners = indices.map((index, at) => (at % 3 === 2 ? -index - 1 : index))
  const flipped = spots.map((value, at) => (at % 2 === 1 ? 1 - value : value))
  const element = (kind: string) =>
    node('LayerElement', [], [node('Type', [text(kind)]), node('TypedIndex', [whole(0)])])
  return node(
    'Geometry',
    [long(id), title(name, 'Geometry'), text('Mesh')],
    [
      node('GeometryVersion', [whole(124)]),
      node('Vertices', [{ kind: 'd', list: positions }]),
      node('PolygonVertexIndex', [{ kind: 'i', list: corners }]),
      layer('LayerElementNormal', [
        ...how('ByPolygonVertex', 'Direct'),
        node('Normals', [
          { kind: 'd', list: indices.flatMap((index) => normals.slice(index * 3, index * 3 + 3)) },
        ]),
      ]),
      layer('LayerElementUV', [
        ...how('ByPolygonVertex', 'IndexToDirect'),
        node('UV', [{ kind: 'd', list: flipped }]),
        node('UVIndex', [{ kind: 'i', list: indices }]),
      ]),
      layer('LayerElementMaterial', [
        ...how('AllSame', 'IndexToDirect'),
        node('Materials', [{ kind: 'i', list: [0] }]),
      ]),
      node(
        'Layer',
        [whole(0)],
        [
          node('Version', [whole(100)]),
          element('LayerElementNormal'),
          element('LayerElementUV'),
          element('LayerElementMaterial'),
        ],
      ),
    ],
  )
}

function modelOf({ name }: Skin, id: number): Node {
  return node(
    'Model',
    [long(id), title(name, 'Model'), text('Mesh')],
    [
      node('Version', [whole(232)]),
      node('Shading', [{ kind: 'C', value: 1 }]),
      node('Culling', [text('CullingOff')]),
    ],
  )
}

function materialOf({ name, picture }: Skin, id: number): Node {
  const light = picture ? 1 : 0.74
  return node(
    'Material',
    [long(id), title(name, 'Material'), text('')],
    [
      node('Version', [whole(102)]),
      node('ShadingModel', [text('lambert')]),
      node('MultiLayer', [whole(0)]),
      node(
        'Properties70',
        [],
        [
          node('P', [
            text('DiffuseColor'),
            text('Color'),
            text(''),
            text('A'),
            number(light),
            number(light),
            number(light),
          ]),
        ],
      ),
    ],
  )
}

function textureOf({ name }: Skin, id: number): Node {
  return node(
    'Texture',
    [long(id), title(name, 'Texture'), text('')],
    [
      node('Type', [text('TextureVideoClip')]),
      node('Version', [whole(202)]),
      node('TextureName', [title(name, 'Texture')]),
      node('Media', [title(name, 'Video')]),
      node('FileName', [text(`${name}.jpg`)]),
      node('RelativeFilename', [text(`${name}.jpg`)]),
    ],
  )
}

function videoOf({ name }: Skin, id: number, picture: Buffer): Node {
  return node(
    'Video',
    [long(id), title(name, 'Video'), text('Clip')],
    [
      node('Type', [text('Clip')]),
      node('UseMipMap', [whole(0)]),
      node('Filename', [text(`${name}.jpg`)]),
      node('RelativeFilename', [text(`${name}.jpg`)]),
      node('Content', [{ kind: 'R', value: picture }]),
    ],
  )
}

/** The end of a list of nodes: a head of nothing. */
const nothing = Buffer.alloc(13)

function written(top: readonly Node[]): Buffer {
  const head = Buffer.alloc(27)
  head.write('Kaydara FBX Binary  \0\x1a\0', 0, 'latin1')
  head.writeUInt32LE(version, 23)
  const parts: Buffer[] = [head]
  let at = head.length
  for (const each of top) {
    const bytes = nodeBytes(each, at)
    parts.push(bytes)
    at += bytes.length
  }
  parts.push(nothing)
  at += nothing.length
  // The end: a mark, nothing up to a multiple of 16, the version again, and the mark every reader knows.
  const mark = Buffer.from('fabcab09d0c8d466b17683f81cd36d2800000000', 'hex')
  const padding = Buffer.alloc(16 - ((at + mark.length) % 16))
  const foot = Buffer.alloc(4 + 120 + 16)
  foot.writeUInt32LE(version, 0)
  Buffer.from('f85a8c6adef5d97eece90ce3758f290b', 'hex').copy(foot, 124)
  return Buffer.concat([...parts, mark, padding, foot])
}

/** A node at a place in the file: where it ends, how many values it has, and all that is in it. */
function nodeBytes({ name, values, nodes }: Node, at: number): Buffer {
  const own = Buffer.concat(values.map(valueBytes))
  const head = Buffer.alloc(13 + name.length)
  const inner: Buffer[] = []
  let place = at + head.length + own.length
  for (const each of nodes) {
    const bytes = nodeBytes(each, place)
    inner.push(bytes)
    place += bytes.length
  }
  if (nodes.length > 0) {
    inner.push(nothing)
    place += nothing.length
  }
  head.writeUInt32LE(place, 0)
  head.writeUInt32LE(values.length, 4)
  head.writeUInt32LE(own.length, 8)
  head.writeUInt8(name.length, 12)
  head.write(name, 13, 'latin1')
  return Buffer.concat([head, own, ...inner])
}

function valueBytes(value: Value): Buffer {
  const kind = Buffer.from(value.kind, 'latin1')
  if (value.kind === 'S' || value.kind === 'R') {
    const bytes = value.kind === 'S' ? Buffer.from(value.value) : value.value
    return Buffer.concat([kind, uint32(bytes.length), bytes])
  }
  if ('list' in value) {
    const list = value.kind === 'd' ? Float64Array.from(value.list) : Int32Array.from(value.list)
    const bytes = Buffer.from(list.buffer)
    // Three heads of a list: how many, whether packed (no), how many bytes.
    return Buffer.concat([kind, uint32(list.length), uint32(0), uint32(bytes.length), bytes])
  }
  return Buffer.concat([kind, numberBytes(value.kind, value.value)])
}

function numberBytes(kind: 'L' | 'I' | 'D' | 'C', value: number): Buffer {
  const bytes = Buffer.alloc({ L: 8, D: 8, I: 4, C: 1 }[kind])
  if (kind === 'L') bytes.writeBigInt64LE(BigInt(value))
  else if (kind === 'D') bytes.writeDoubleLE(value)
  else if (kind === 'I') bytes.writeInt32LE(value)
  else bytes.writeUInt8(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
