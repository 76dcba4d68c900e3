import type { Skin, Solid } from './solid.ts'

/** Writes an OBJ file: one file has no place for pictures, so each point has its picture's colour instead. */
export function objOf({ skins }: Solid): Buffer {
  const lines = ['# Atelier sandbox']
  let first = 1
  for (const skin of skins) {
    lines.push(`o ${skin.name}`)
    const count = skin.positions.length / 3
    for (let at = 0; at < count; at++) {
      const place = [0, 1, 2].map((axis) => (skin.positions[at * 3 + axis] ?? 0).toFixed(5))
      lines.push(`v ${place.join(' ')} ${colourOf(skin, at).join(' ')}`)
    }
    for (let at = 0; at < count; at++)
      lines.push(
        `vt ${(skin.spots[at * 2] ?? 0).toFixed(5)} ${(1 - (skin.spots[at * 2 + 1] ?? 0)).toFixed(5)}`,
      )
    for (let at = 0; at < count; at++)
      lines.push(`vn ${[0, 1, 2].map((axis) => (skin.normals[at * 3 + axis] ?? 0).toFixed(4)).join(' ')}`)
    for (let at = 0; at < skin.indices.length; at += 3) {
      const corners = skin.indices
        .slice(at, at + 3)
        .map((index) => `${index + first}/${index + first}/${index + first}`)
      lines.push(`f ${corners.join(' ')}`)
    }
    first += count
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}

/** The colour a point has on its picture, 0 to 1 each. */
function colourOf({ picture, spots }: Skin, at: number): string[] {
  if (!picture) return ['0.750', '0.740', '0.720']
  const x = Math.min(picture.width - 1, Math.floor((spots[at * 2] ?? 0) * picture.width))
  const y = Math.min(picture.height - 1, Math.floor((spots[at * 2 + 1] ?? 0) * picture.height))
  const byte = (y * picture.width + x) * 4
  return [0, 1, 2].map((channel) => ((picture.data[byte + channel] ?? 0) / 255).toFixed(3))
}

/** Writes a binary STL file: the shape alone, as printers want it. */
export function stlOf({ skins }: Solid): Buffer {
  const triangles = skins.flatMap(({ positions, indices }) =>
    Array.from({ length: indices.length / 3 }, (_, at) =>
      indices.slice(at * 3, at * 3 + 3).map((index) => positions.slice(index * 3, index * 3 + 3)),
    ),
  )
  const file = Buffer.alloc(84 + triangles.length * 50)
  file.write('Atelier sandbox', 0, 'latin1')
  file.writeUInt32LE(triangles.length, 80)
  for (const [at, corners] of triangles.entries()) {
    const numbers = [...facing(corners), ...corners.flat()]
    for (const [place, value] of numbers.entries()) file.writeFloatLE(value, 84 + at * 50 + place * 4)
  }
  return file
}

function facing([a = [], b = [], c = []]: readonly (readonly number[])[]): number[] {
  const [u, v] = [b, c].map((corner) => [0, 1, 2].map((axis) => (corner[axis] ?? 0) - (a[axis] ?? 0)))
  const [ux = 0, uy = 0, uz = 0] = u ?? []
  const [vx = 0, vy = 0, vz = 0] = v ?? []
  const cross = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx]
  const length = Math.hypot(...cross) || 1
  return cross.map((value) => value / length)
}
