import sharp from 'sharp'
import { Mesh, MeshStandardMaterial, type Object3D } from 'three'
import { FBXLoader } from 'three/addons/loaders/FBXLoader.js'
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js'
import { OBJLoader } from 'three/addons/loaders/OBJLoader.js'
import { STLLoader } from 'three/addons/loaders/STLLoader.js'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { drawing, meanOf, plain } from '../test-pictures.ts'
import { models } from './catalogue.ts'
import { openRun } from './test-run.ts'

const { make, run } = openRun()

let ball: Buffer
beforeAll(async () => {
  ball = await drawing(
    200,
    160,
    '<rect width="200" height="160" fill="#e8e4da"/><circle cx="100" cy="80" r="50" fill="#cc2222"/>',
  )
  // What a browser has and Node has not: the loader decodes pictures with it.
  vi.stubGlobal('self', globalThis)
  vi.stubGlobal('createImageBitmap', async (blob: Blob) => {
    const { width, height } = await sharp(Buffer.from(await blob.arrayBuffer())).metadata()
    return { width, height, close: () => undefined }
  })
})

const exact = (bytes: Buffer) => new Uint8Array(bytes).buffer

/** Opens a GLB as the product's viewer does. */
async function open(bytes: Buffer) {
  const { scene } = await new GLTFLoader().parseAsync(exact(bytes), '')
  return meshesOf(scene)
}

function meshesOf(root: Object3D): Mesh[] {
  const meshes: Mesh[] = []
  root.traverse((each) => {
    if (each instanceof Mesh) meshes.push(each)
  })
  return meshes
}

/** The pictures inside a GLB, in turn. */
function picturesIn(bytes: Buffer): Buffer[] {
  const length = bytes.readUInt32LE(12)
  const document = JSON.parse(bytes.subarray(20, 20 + length).toString()) as {
    images?: { bufferView: number; name: string }[]
    bufferViews: { byteOffset: number; byteLength: number }[]
  }
  const start = 20 + length + 8
  return (document.images ?? []).map(({ bufferView }) => {
    const { byteOffset, byteLength } = document.bufferViews[bufferView]!
    return bytes.subarray(start + byteOffset, start + byteOffset + byteLength)
  })
}

describe('every 3D model', () => {
  test.each(models.filter(({ type }) => type.endsWith('3d')))(
    '$path gives a GLB that opens, with pictures on it',
    async ({ path, schema }) => {
      const body = Object.fromEntries(
        schema.required.map((name) => {
          const { format, type } = schema.properties[name]!
          return [name, format === 'image' ? (type === 'array' ? [ball] : ball) : 'a red vase']
        }),
      )
      const glb = await make(path, body)
      const meshes = await open(glb)
      expect(meshes.length).toBeGreaterThan(0)
      for (const { geometry, material } of meshes) {
        expect(geometry.getAttribute('position').count).toBeGreaterThan(3)
        geometry.computeBoundingBox()
        expect(geometry.boundingBox?.isEmpty()).toBe(false)
        expect(material).toBeInstanceOf(MeshStandardMaterial)
        expect((material as MeshStandardMaterial).map?.image).toMatchObject({
          width: expect.any(Number) as number,
        })
      }
      expect(picturesIn(glb).length).toBe(meshes.length)
    },
  )
})

describe('a thing from a picture', () => {
  test('wears the very picture, and only what it shows is solid', async () => {
    const glb = await make('tripo3d/v2.5/image-to-3d', { image: ball })
    const [worn] = picturesIn(glb)
    const [a, b] = [await meanOf(worn!), await meanOf(ball)]
    for (const channel of [0, 1, 2]) expect(Math.abs(a[channel]! - b[channel]!)).toBeLessThan(3)
    const spots = (await open(glb)).flatMap(({ geometry }) => [...geometry.getAttribute('uv').array])
    const across = spots.filter((_, at) => at % 2 === 0)
    const down = spots.filter((_, at) => at % 2 === 1)
    expect(Math.min(...down)).toBeGreaterThan(0.15)
    expect(Math.max(...down)).toBeLessThan(0.85)
    expect(across.length).toBeGreaterThan(500)
  })

  test('is thick in the middle, closed all around, and looks outwards', async () => {
    const meshes = await open(await make('tripo3d/v2.5/image-to-3d', { image: ball }))
    let volume = 0
    let deepest = 0
    for (const { geometry } of meshes) {
      const places = geometry.getAttribute('position')
      const indices = geometry.getIndex()!
      for (let at = 0; at < indices.count; at += 3) {
        const [a, b, c] = [0, 1, 2].map((corner) => {
          const index = indices.getX(at + corner)
          return [places.getX(index), places.getY(index), places.getZ(index)] as const
        })
        volume +=
          (a![0] * (b![1] * c![2] - b![2] * c![1]) -
            a![1] * (b![0] * c![2] - b![2] * c![0]) +
            a![2] * (b![0] * c![1] - b![1] * c![0])) /
          6
        deepest = Math.max(deepest, Math.abs(a![2]))
      }
    }
    // Half an ellipsoid before and one behind: 4/3 pi times its half axes, and triangles turned inwards would be negative.
    expect(volume).toBeGreaterThan(1)
    expect(volume).toBeLessThan((4 / 3) * Math.PI * 0.45 * 1.05)
    expect(deepest).toBeCloseTo(0.45, 1)
  })

  test('wears each view on its side', async () => {
    const [blue, green, yellow] = [
      await plain(90, 90, '#0000ff'),
      await plain(90, 90, '#00ff00'),
      await plain(90, 90, '#ffff00'),
    ]
    const glb = await make('tripo3d/v2.5/multiview-to-3d', {
      front_image_url: ball,
      back_image_url: blue,
      left_image_url: green,
      right_image_url: yellow,
    })
    const worn = await Promise.all(picturesIn(glb).map((picture) => meanOf(picture)))
    expect(worn.map((colour) => colour.map((value) => Math.round(value / 255)))).toEqual([
      [1, 1, 1],
      [0, 0, 1],
      [0, 1, 0],
      [1, 1, 0],
    ])
  })

  test('is what a mask means', async () => {
    const mask = await drawing(
      200,
      160,
      '<rect width="200" height="160"/><rect width="60" height="60" fill="#fff"/>',
    )
    const meshes = await open(await make('wavespeed-ai/sam-3d-objects', { image: ball, mask_images: [mask] }))
    const across = meshes.flatMap(({ geometry }) =>
      [...geometry.getAttribute('uv').array].filter((_, at) => at % 2 === 0),
    )
    const front = meshes[0]!.geometry.getAttribute('uv').array
    expect(Math.max(...[...front].filter((_, at) => at % 2 === 0))).toBeLessThan(0.32)
    expect(across.length).toBeGreaterThan(50)
  })

  test('is bare when only its geometry is asked for, and coarse when few faces are', async () => {
    const path = 'wavespeed-ai/hunyuan3d-v3/image-to-3d'
    const bare = await make(path, { image: ball, generate_type: 'Geometry' })
    expect(picturesIn(bare)).toEqual([])
    const count = async (more: object) =>
      (await open(await make(path, { image: ball, ...more }))).reduce(
        (sum, { geometry }) => sum + (geometry.getIndex()?.count ?? 0),
        0,
      )
    expect(await count({ generate_type: 'LowPoly' })).toBeLessThan((await count({})) / 5)
  })
})

describe('Rodin', () => {
  const rodin = (format: string, more = {}) =>
    make('hyper3d/rodin-v2/image-to-3d', { images: [ball], geometry_file_format: format, ...more })

  test('writes OBJ with colours, which opens', async () => {
    const meshes = meshesOf(new OBJLoader().parse((await rodin('obj')).toString()))
    const colours = meshes.flatMap(({ geometry }) => [...geometry.getAttribute('color').array])
    expect(colours.filter((value, at) => at % 3 === 0 && value > 0.5).length).toBeGreaterThan(100)
  })

  test('writes STL, which opens', async () => {
    const geometry = new STLLoader().parse(exact(await rodin('stl')))
    expect(geometry.getAttribute('position').count).toBeGreaterThan(1000)
  })

  test('writes FBX, which opens', async () => {
    vi.stubGlobal('window', globalThis)
    const element = () => ({ addEventListener: () => undefined, removeEventListener: () => undefined })
    vi.stubGlobal('document', { createElementNS: element })
    const file = await rodin('fbx')
    expect(file.subarray(0, 18).toString()).toBe('Kaydara FBX Binary')
    const meshes = meshesOf(new FBXLoader().parse(exact(file), ''))
    expect(meshes.map(({ name }) => name)).toContain('front')
    expect(meshes[0]!.geometry.getAttribute('position').count).toBeGreaterThan(500)
    expect(meshes[0]!.geometry.getAttribute('uv').count).toBe(
      meshes[0]!.geometry.getAttribute('position').count,
    )
    expect(meshes[0]!.material).toMatchObject({ map: { name: 'front' } })
    expect(file.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(true)
  })

  test('writes USDZ: an uncompressed ZIP whose files begin at multiples of 64', async () => {
    const file = await rodin('usdz')
    const names: string[] = []
    for (let at = 0; file.readUInt32LE(at) === 0x04034b50;) {
      expect(file.readUInt16LE(at + 8)).toBe(0)
      const [nameLength, extra, size] = [
        file.readUInt16LE(at + 26),
        file.readUInt16LE(at + 28),
        file.readUInt32LE(at + 18),
      ]
      names.push(file.subarray(at + 30, at + 30 + nameLength).toString())
      const start = at + 30 + nameLength + extra
      expect(start % 64).toBe(0)
      if (names.length === 1) {
        const stage = file.subarray(start, start + size).toString()
        expect(stage).toMatch(/^#usda 1\.0\n/)
        expect(stage).toContain('@textures/front.jpg@')
        expect(stage.match(/[{]/g)?.length).toBe(stage.match(/[}]/g)?.length)
      }
      at = start + size
    }
    expect(names[0]).toBe('model.usda')
    expect(names).toContain('textures/front.jpg')
  })

  test('stretches to a box, and gives a preview when asked', async () => {
    const made = await run('hyper3d/rodin-v2/text-to-3d', {
      prompt: 'a vase',
      preview_render: true,
      bbox_condition: [50, 100, 50],
    })
    expect(made.map((each) => 'ending' in each && each.ending)).toEqual(['glb', 'png'])
    expect(await make('hyper3d/rodin-v2/text-to-3d', { prompt: 'a vase', seed: 1 })).toEqual(
      await make('hyper3d/rodin-v2/text-to-3d', { prompt: 'a vase', seed: 1 }),
    )
  })
})
