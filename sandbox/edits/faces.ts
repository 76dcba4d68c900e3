import { blended, cropped, placed, scaled, type Colour, type Pixels } from '../pixels.ts'
import { apart } from './colours.ts'
import { emptyMask, partsOf, shapeMask, type Box } from './masks.ts'
import { colourAt, shrunk } from './subject.ts'

/** Faces by the colour of skin and a roundish shape, largest first, in whole pixels. */
export function facesOf(pixels: Pixels): Box[] {
  const small = shrunk(pixels, 256)
  const skin = emptyMask(small)
  for (let at = 0; at < skin.data.length; at++) {
    const x = at % small.width
    if (isSkin(colourAt(small, x, (at - x) / small.width))) skin.data[at] = 255
  }
  const least = Math.max(20, skin.data.length * 0.0015)
  const scale = pixels.width / small.width
  return partsOf(skin)
    .filter(({ places, box }) => {
      const shape = box.width / box.height
      const full = places.length / (box.width * box.height)
      return places.length >= least && shape > 0.45 && shape < 1.6 && full > 0.5 && full < 0.95
    })
    .map(({ box }) => ({
      left: Math.round(box.left * scale),
      top: Math.round(box.top * scale),
      width: Math.max(2, Math.round(box.width * scale)),
      height: Math.max(2, Math.round(box.height * scale)),
    }))
}

/** Rules of thumb for skin of every shade: redder than green, greener than blue, within bounds of Cb and Cr. */
function isSkin([red, green, blue]: Colour): boolean {
  const cb = 128 - 0.169 * red - 0.331 * green + 0.5 * blue
  const cr = 128 + 0.5 * red - 0.419 * green - 0.081 * blue
  return (
    red > 60 && red > green && green > blue && red - blue > 18 && cb > 85 && cb < 128 && cr > 137 && cr < 172
  )
}

/** Where a portrait, or the person within a box, has its face when none is seen. */
export function likelyFace({ width, height }: Pixels, person: Box | null = null): Box {
  const room = person ?? { left: 0, top: 0, width, height }
  const side = Math.min(room.width, room.height)
  const size = { width: Math.max(2, Math.round(side * 0.34)), height: Math.max(2, Math.round(side * 0.44)) }
  const left = Math.round(room.left + (room.width - size.width) / 2)
  return { left, top: Math.round(room.top + room.height * 0.34 - size.height / 2), ...size }
}

/** Where faces would be if so many people stood side by side: for pictures in which none is seen. */
export function likelyFaces(pixels: Pixels, count: number): Box[] {
  const width = pixels.width / count
  return Array.from({ length: count }, (_, at) =>
    likelyFace(pixels, { left: Math.round(at * width), top: 0, width, height: pixels.height }),
  )
}

/** The picture with one face replaced by that of another; a head is more than the face, hair and all. */
export async function swapped(
  pixels: Pixels,
  at: Box,
  source: Pixels,
  what: 'face' | 'head',
): Promise<Pixels> {
  const into = what === 'head' ? headOf(at) : at
  const own = facesOf(source)[0] ?? likelyFace(source)
  const from = what === 'head' ? headOf(own) : own
  const face = await scaled(cropped(source, inside(from, source)), into, 'fill')
  const layer = placed(
    pixels,
    { ...face, data: face.data.map((value, byte) => (byte % 4 === 3 ? 255 : value)) },
    into.left,
    into.top,
  )
  return blended(pixels, layer, shapeMask(pixels, into, 'ellipse', 0.18))
}

function headOf({ left, top, width, height }: Box): Box {
  return {
    left: Math.round(left - width * 0.2),
    top: Math.round(top - height * 0.35),
    width: Math.round(width * 1.4),
    height: Math.round(height * 1.5),
  }
}

function inside(box: Box, { width, height }: Pixels): Box {
  const left = Math.max(0, Math.min(width - 2, box.left))
  const top = Math.max(0, Math.min(height - 2, box.top))
  return {
    left,
    top,
    width: Math.max(2, Math.min(box.width, width - left)),
    height: Math.max(2, Math.min(box.height, height - top)),
  }
}

/** Which of these faces looks most like the picture of one: compared on a few cells. */
export async function mostAlike(
  pixels: Pixels,
  faces: readonly Box[],
  wanted: Pixels,
): Promise<Box | undefined> {
  const small = async (picture: Pixels) => scaled(picture, { width: 6, height: 6 }, 'fill')
  const face = facesOf(wanted)[0]
  const model = await small(face ? cropped(wanted, inside(face, wanted)) : wanted)
  let best: { box: Box; away: number } | undefined
  for (const box of faces) {
    const cells = await small(cropped(pixels, inside(box, pixels)))
    let away = 0
    for (let at = 0; at < 36; at++)
      away += apart(colourAt(cells, at % 6, Math.floor(at / 6)), colourAt(model, at % 6, Math.floor(at / 6)))
    if (!best || away < best.away) best = { box, away }
  }
  return best?.box
}
