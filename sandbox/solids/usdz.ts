import { crc32 } from 'node:zlib'
import { writePixels } from '../pixels.ts'
import type { Skin, Solid } from './solid.ts'

/** Writes a USDZ package: a ZIP without compression, each file's bytes at a multiple of 64 (OpenUSD, USDZ). */
export async function usdzOf({ skins }: Solid): Promise<Buffer> {
  const files: [string, Buffer][] = [['model.usda', Buffer.from(stageOf(skins))]]
  for (const { name, picture } of skins)
    if (picture) files.push([`textures/${name}.jpg`, await writePixels(picture, 'jpeg')])
  return zipped(files)
}

function stageOf(skins: readonly Skin[]): string {
  return `#usda 1.0
(
    defaultPrim = "Model"
    metersPerUnit = 1
    upAxis = "Y"
)

def Xform "Model" (
    kind = "component"
)
{
${skins.map(meshOf).join('\n')}
}
`
}

function meshOf({ name, positions, normals, spots, indices, picture }: Skin): string {
  const triples = (values: readonly number[]) => grouped(values, 3)
  const flipped = spots.map((value, at) => (at % 2 === 1 ? 1 - value : value))
  const colour = picture
    ? `                color3f inputs:diffuseColor.connect = </Model/${name}_material/Picture.outputs:rgb>`
    : `                color3f inputs:diffuseColor = (0.75, 0.74, 0.72)`
  const reader = picture
    ? `
            def Shader "Spot"
            {
                uniform token info:id = "UsdPrimvarReader_float2"
                string inputs:varname = "st"
                float2 outputs:result
            }

            def Shader "Picture"
            {
                uniform token info:id = "UsdUVTexture"
                asset inputs:file = @textures/${name}.jpg@
                float2 inputs:st.connect = </Model/${name}_material/Spot.outputs:result>
                token inputs:wrapS = "clamp"
                token inputs:wrapT = "clamp"
                float3 outputs:rgb
            }
`
    : ''
  return `        def Mesh "${name}" (
            prepend apiSchemas = ["MaterialBindingAPI"]
        )
        {
            int[] faceVertexCounts = [${Array.from({ length: indices.length / 3 }, () => 3).join(', ')}]
            int[] faceVertexIndices = [${indices.join(', ')}]
            point3f[] points = [${triples(positions)}]
            normal3f[] normals = [${triples(normals)}] (
                interpolation = "vertex"
            )
            texCoord2f[] primvars:st = [${grouped(flipped, 2)}] (
                interpolation = "vertex"
            )
            uniform token subdivisionScheme = "none"
            rel material:binding = </Model/${name}_material>
        }

        def Material "${name}_material"
        {
            token outputs:surface.connect = </Model/${name}_material/Surface.outputs:surface>

            def Shader "Surface"
            {
                uniform token info:id = "UsdPreviewSurface"
${colour}
                float inputs:metallic = 0
                float inputs:roughness = 0.85
                token outputs:surface
            }
${reader}        }
`
}

function grouped(values: readonly number[], size: number): string {
  return Array.from(
    { length: values.length / size },
    (_, at) =>
      `(${values
        .slice(at * size, (at + 1) * size)
        .map((value) => value.toFixed(5))
        .join(', ')})`,
  ).join(', ')
}

function zipped(files: readonly (readonly [string, Buffer])[]): Buffer {
  const parts: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const [name, bytes] of files) {
    const title = Buffer.from(name)
    // An extra field of the padding's length pushes the bytes to the next multiple of 64; it needs 4 bytes itself.
    const padding = (64 - ((at + 30 + title.length + 4) % 64)) % 64
    const extra = Buffer.alloc(4 + padding)
    extra.writeUInt16LE(0x1986, 0)
    extra.writeUInt16LE(padding, 2)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    writeFacts(head, 4, bytes, title.length)
    head.writeUInt16LE(extra.length, 28)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    writeFacts(entry, 6, bytes, title.length)
    entry.writeUInt32LE(at, 42)
    entries.push(entry, title)
    parts.push(head, title, extra, bytes)
    at += head.length + title.length + extra.length + bytes.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, directory, end])
}

/** What both heads of a ZIP entry say, from "version needed" on; dated 1 January 1980, the earliest there is. */
function writeFacts(head: Buffer, at: number, bytes: Buffer, nameLength: number): void {
  head.writeUInt16LE(20, at)
  head.writeUInt16LE(0x21, at + 8)
  head.writeUInt32LE(crc32(bytes), at + 10)
  head.writeUInt32LE(bytes.length, at + 14)
  head.writeUInt32LE(bytes.length, at + 18)
  head.writeUInt16LE(nameLength, at + 22)
}
