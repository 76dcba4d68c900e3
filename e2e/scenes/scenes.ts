import sharp from 'sharp'
import { emptyDrawings } from './empty.ts'
import { freshDrawings } from './fresh.ts'
import { laterDrawings } from './later.ts'
import { dice, type Kind, type Look } from './kit.ts'
import { peopleDrawings } from './people.ts'
import { thingDrawings } from './things.ts'
import { wordDrawings } from './words.ts'

// Pictures drawn by code, of many kinds, each with what it is about and where that stands.

export interface Box {
  left: number
  top: number
  /** The first column and row that no longer belong to it. */
  right: number
  bottom: number
}

export interface Scene {
  name: string
  width: number
  height: number
  /** A PNG, or a JPEG where it is like a photograph. */
  file: Buffer
  type: 'image/png' | 'image/jpeg'
  /** In pixels of the file. */
  subjects: { kind: Kind; box: Box }[]
}

const svg = ([width, height]: readonly [number, number], body: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`,
  )

async function boxOf(size: readonly [number, number], layer: string): Promise<Box> {
  const { data, info } = await sharp(svg(size, layer))
    .ensureAlpha()
    .extractChannel(3)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const box = { left: info.width, top: info.height, right: 0, bottom: 0 }
  for (let at = 0; at < data.length; at++) {
    if (data[at]! < 100) continue
    const x = at % info.width
    const y = (at - x) / info.width
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x + 1)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y + 1)
  }
  if (box.right === 0) throw new Error('A subject was drawn outside its picture.')
  return box
}

async function seen(
  size: readonly [number, number],
  layers: string,
  look: Look,
  seed: number,
): Promise<Buffer> {
  let picture = sharp(svg(size, layers)).removeAlpha()
  if (look.grey) picture = picture.greyscale().toColourspace('srgb')
  if (look.blur) picture = sharp(await picture.png().toBuffer()).blur(look.blur)
  const flat = look.flat ?? 1
  const dark = look.dark ?? 1
  const { data, info } = await picture
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const roll = dice(seed)
  for (let at = 0; at < data.length; at++) {
    // Three dice are near enough to a bell.
    const noise = ((roll() + roll() + roll()) * 2 - 3) * (look.noise ?? 0)
    data[at] = Math.max(0, Math.min(255, (data[at]! * flat + 150 * (1 - flat)) * dark + noise))
  }
  const { width, height, channels } = info
  return sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 85 }).toBuffer()
}

const sets = {
  /** What the finder was set by. */
  known: [...peopleDrawings, ...wordDrawings, ...thingDrawings],
  /** Drawn afterwards, with what the first did not have; what they showed was mended. */
  fresh: freshDrawings,
  /** Drawn last, and only looked at. */
  later: laterDrawings,
  /** Without a face or a word. */
  empty: emptyDrawings,
}
export type SceneSet = keyof typeof sets
const drawings = Object.values(sets).flat()
export const sceneNames = (set: SceneSet) => sets[set].map(({ name }) => name)

/** Draws the scene of that name; mirrored, it is another picture to whoever looks for what it is about. */
export async function drawScene(name: string, { mirrored = false } = {}): Promise<Scene> {
  const at = drawings.findIndex((drawing) => drawing.name === name)
  const drawing = drawings[at]
  if (!drawing) throw new Error(`There is no scene ${name}.`)
  const { size, layers, look } = drawing
  const [width, height] = size
  const all = layers.map((layer) => (typeof layer === 'string' ? layer : layer.svg)).join('')
  const subjects: Scene['subjects'] = []
  for (const layer of layers)
    if (typeof layer !== 'string') {
      const box = await boxOf(size, layer.svg)
      const turned = { ...box, left: width - box.right, right: width - box.left }
      subjects.push({ kind: layer.kind, box: mirrored ? turned : box })
    }
  const file = look
    ? await seen(size, all, look, at + 1)
    : await sharp(svg(size, all)).removeAlpha().png().toBuffer()
  const type = look ? 'image/jpeg' : 'image/png'
  return { name, width, height, file: mirrored ? await sharp(file).flop().toBuffer() : file, type, subjects }
}
