import sharp from 'sharp'
import type { Page } from 'playwright-core'
import { sendErrand, type ToolFile } from './errand.ts'
import type { Box, Scene } from './scenes/scenes.ts'

// What of a picture is left in each place, read back from the files that were written.

interface Size {
  width: number
  height: number
}

/** The largest box of that shape. */
const largest = (picture: Size, shape: Size): Size =>
  picture.width * shape.height > picture.height * shape.width
    ? { width: (picture.height * shape.width) / shape.height, height: picture.height }
    : { width: picture.width, height: (picture.width * shape.height) / shape.width }

/** A picture without its colours: a byte for each pixel. */
interface Grey extends Size {
  data: Buffer
}

async function greyOf(bytes: Buffer): Promise<Grey> {
  const { data, info } = await sharp(bytes)
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

const opened = ({ data, width, height }: Grey) => sharp(data, { raw: { width, height, channels: 1 } })

const scaled = (picture: Grey, width: number, height: number): Promise<Buffer> =>
  opened(picture).resize(width, height, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer()

const coarse = 64
const fine = 256
/** A picture and itself after a JPEG differ by less than this, of 255, root mean square; two parts of it by more. */
const same = 24

/** The part of a picture that a file shows, and how much the two differ (root mean square, of 255). */
interface Shown {
  part: Box
  off: number
}

/** What is shown when the file is a box of its shape as large as can be: found by laying one over the other. */
async function croppedPart(picture: Grey, made: Grey, shape: Size): Promise<Shown> {
  const box = largest(picture, shape)
  const across = picture.width - box.width >= 1
  const slack = across ? picture.width - box.width : picture.height - box.height
  let start: number | null = null
  let off = Infinity
  for (const side of [coarse, fine]) {
    const scale = side / Math.min(box.width, box.height)
    const whole = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) }
    const part = { width: Math.round(box.width * scale), height: Math.round(box.height * scale) }
    const under = await scaled(picture, whole.width, whole.height)
    const over = await scaled(made, part.width, part.height)
    const most = slack < 1 ? 0 : across ? whole.width - part.width : whole.height - part.height
    const from: number = start === null ? 0 : Math.max(0, Math.round(start * scale) - 7)
    const to: number = start === null ? most : Math.min(most, Math.round(start * scale) + 7)
    off = Infinity
    for (let at = from; at <= to; at++) {
      let sum = 0
      for (let y = 0; y < part.height; y++) {
        const row = (across ? y : y + at) * whole.width + (across ? at : 0)
        for (let x = 0; x < part.width; x++) sum += (under[row + x]! - over[y * part.width + x]!) ** 2
      }
      const one = Math.sqrt(sum / (part.width * part.height))
      if (one < off) [off, start] = [one, at / scale]
    }
  }
  const left = across ? (start ?? 0) : 0
  const top = across ? 0 : (start ?? 0)
  return { part: { left, top, right: left + box.width, bottom: top + box.height }, off }
}

/**
 * What is shown when the file has borders at two sides: how long and where that part is, is tried out. Lines across
 * the way it may lie (nine columns of a wide file, nine rows of a tall one) tell enough.
 */
async function borderedPart(picture: Grey, made: Grey, shape: Size): Promise<Shown> {
  const least = largest(picture, shape)
  const wide = least.height < picture.height
  // Below, everything is told as of a wide place, in which the height of the picture is cut.
  const upright = async (grey: Grey, lines: number, columns: number) => {
    if (wide) return scaled(grey, columns, lines)
    const across = await scaled(grey, lines, columns)
    return Uint8Array.from(across, (_, at) => across[(at % columns) * lines + Math.floor(at / columns)]!)
  }
  const band = 9
  const columns = 360
  const cut = wide ? least.height : least.width
  const long = wide ? picture.height : picture.width
  const fullWidth = wide ? picture.width : picture.height
  const frame = wide ? shape : { width: shape.height, height: shape.width }
  let best: Place[] = []
  // First softly, so that thin strokes are found from nearby; then ever finer, around those that fit best.
  for (const [lines, steps] of [
    [40, 80],
    [96, 256],
    [192, 800],
  ] as const) {
    const under = await upright(picture, 2 * lines, band)
    const over = await upright(made, lines, columns)
    const by = long / steps
    const fits = (length: number, starts: readonly number[]) => {
      // How much of the width of the file the picture takes, drawn as high as the file.
      const share = Math.min(1, (fullWidth * frame.height) / length / frame.width)
      const middle = means(over, lines, columns, band, share)
      const spread = deviation(middle)
      return starts.map((from): Place => {
        let sum = 0
        for (let line = 0; line < lines; line++) {
          const at = (from + ((line + 0.5) / lines) * length) / long
          const row = Math.min(2 * lines - 1, Math.floor(at * 2 * lines))
          for (let n = 0; n < band; n++) sum += (under[row * band + n]! - middle[line * band + n]!) ** 2
        }
        const off = Math.sqrt(sum / (lines * band))
        // Where little is to be seen, little can differ.
        return { from, length, off, misfit: off / (4 + spread) }
      })
    }
    const around = ({ from, length }: Place) =>
      stepped(Math.max(cut, length - 5 * by), Math.min(long, length + 5 * by), by).flatMap((one) =>
        fits(one, stepped(Math.max(0, from - 6 * by), Math.min(long - one, from + 6 * by), by)),
      )
    const all =
      best.length > 0
        ? best.flatMap(around)
        : stepped(cut, long, by).flatMap((length) => fits(length, stepped(0, long - length, by)))
    best = apart(all, 4 * by)
  }
  const { from, length, off } = best[0]!
  const part = wide
    ? { left: 0, top: from, right: picture.width, bottom: from + length }
    : { left: from, top: 0, right: from + length, bottom: picture.height }
  return { part, off }
}

/** Where a part lies along the side that is cut, in pixels, and how much it differs. */
interface Place {
  from: number
  length: number
  off: number
  misfit: number
}

/** The six that fit best, none near another. */
function apart(all: readonly Place[], near: number): Place[] {
  const found: Place[] = []
  for (const one of all.toSorted((a, b) => a.misfit - b.misfit)) {
    const known = found.some(
      ({ from, length }) => Math.abs(from - one.from) < near && Math.abs(length - one.length) < near,
    )
    if (!known) found.push(one)
    if (found.length === 6) break
  }
  return found
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/** From one to the other by steps, both ends among them. */
function stepped(from: number, to: number, by: number): number[] {
  const all: number[] = []
  for (let at = from; at < to; at += by) all.push(at)
  return [...all, to]
}

/** Of each line the means of so many stretches of its middle, which is that share of it. */
function means(data: Uint8Array, lines: number, columns: number, stretches: number, share: number) {
  const found = new Float32Array(lines * stretches)
  for (let line = 0; line < lines; line++)
    for (let at = 0; at < stretches; at++) {
      const first = Math.round(columns * (0.5 - share / 2 + (share * at) / stretches))
      const last = Math.round(columns * (0.5 - share / 2 + (share * (at + 1)) / stretches))
      const some = data.subarray(line * columns + first, line * columns + Math.max(last, first + 1))
      found[line * stretches + at] = some.reduce((sum, value) => sum + value, 0) / some.length
    }
  return found
}

const union = (boxes: readonly Box[]): Box => ({
  left: Math.min(...boxes.map(({ left }) => left)),
  top: Math.min(...boxes.map(({ top }) => top)),
  right: Math.max(...boxes.map(({ right }) => right)),
  bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
})

/** How far a part reaches over the edge, in shares of the picture. */
const over = (part: Box, shown: Box, { width, height }: Size) =>
  Math.max(
    (shown.left - part.left) / width,
    (part.right - shown.right) / width,
    (shown.top - part.top) / height,
    (part.bottom - shown.bottom) / height,
  )
/** As exact as the part that is shown can be found. */
const exact = 0.006

export interface Kept {
  scene: string
  /** What it is about: faces and words, only things, or nothing. */
  about: 'faces and words' | 'things' | 'nothing'
  /** All places; of pictures about things alone, those whose shape can hold them. */
  places: number
  /** Where something is cut; in how many it would be, were the middle taken. */
  cut: string[]
  centreCut: number
  /** Where there is a border … */
  bordered: number
  /** … though the shape can hold all faces and words … */
  needless: string[]
  /** … or though there are none. */
  falsely: string[]
}

const sizeIn = /-(\d+)x(\d+)\.\w+$/

/**
 * Sends a scene to these places with the tool, and looks at what is left of its subjects. A border is where the tool says
 * so; throws when a file does not show a part of the picture in that way.
 */
export async function keptIn(page: Page, scene: Scene, places: Places): Promise<Kept> {
  const source: ToolFile = { name: 'scene.png', type: scene.type, bytes: scene.file }
  const placements = [...places.keys()]
  const values = { placements, level: 'speed', types: ['jpeg'] }
  const { made, notes } = await sendErrand(page, [{ tool: 'social', values }], [source])
  if (made.length !== placements.length) throw new Error(`${made.length} of ${placements.length} were made`)
  const weighty = scene.subjects.filter(({ kind }) => kind !== 'thing')
  const parts = (weighty.length > 0 ? weighty : scene.subjects).map(({ box }) => box)
  const about = weighty.length > 0 ? 'faces and words' : parts.length > 0 ? 'things' : 'nothing'
  const kept: Kept = {
    ...{ scene: scene.name, about, places: 0, cut: [], centreCut: 0, bordered: 0 },
    ...{ needless: [], falsely: [] },
  }
  const picture = await greyOf(scene.file)
  for (const { name, bytes } of made) {
    const [, width, height] = sizeIn.exec(name) ?? []
    const shape = { width: Number(width), height: Number(height) }
    const place = name.replace(/^scene-/, '').replace(sizeIn, '')
    const box = largest(scene, shape)
    const bordered = notes.some((words) => words.startsWith(`${places.get(place)}: With a border`))
    if (about === 'nothing') {
      // Which part of it is shown, matters to nobody; a pattern finer than its place is not found again.
      kept.places++
      if (bordered) {
        kept.bordered++
        kept.falsely.push(place)
      }
      continue
    }
    const shown = await (bordered ? borderedPart : croppedPart)(picture, await greyOf(bytes), shape)
    if (shown.off > same)
      throw new Error(`${scene.name}, ${place}: shows no part of the picture (${shown.off})`)
    const holds = canHold(box, union(parts))
    if (bordered) {
      kept.bordered++
      if (about !== 'faces and words') kept.falsely.push(place)
      else if (holds) kept.needless.push(place)
    }
    if (about === 'things' && !holds) continue
    kept.places++
    if (parts.some((part) => over(part, shown.part, scene) > exact + pixelOf(shown.part, shape, scene)))
      kept.cut.push(place)
    const left = (scene.width - box.width) / 2
    const top = (scene.height - box.height) / 2
    const centre = { left, top, right: left + box.width, bottom: top + box.height }
    if (parts.some((part) => over(part, centre, scene) > exact)) kept.centreCut++
  }
  return kept
}

/** How much of the picture one pixel of its place shows: small places tell less. */
const pixelOf = ({ left, top, right, bottom }: Box, shape: Size, { width, height }: Size) =>
  Math.max((right - left) / shape.width / width, (bottom - top) / shape.height / height)

const canHold = ({ width, height }: Size, { left, top, right, bottom }: Box) =>
  right - left <= width && bottom - top <= height

/** The titles of places, by their ids. */
export type Places = ReadonlyMap<string, string>

/** The places there are, as the tool offers them; or those of these ids. */
export async function placesOf(page: Page, ids?: readonly string[]): Promise<Places> {
  const titles = await page.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve) => {
        const worker = new Worker('/tool-worker.js', { type: 'module' })
        worker.onmessage = ({ data }) => {
          resolve(data.faces.social.fields.placements.titles)
          worker.terminate()
        }
        worker.postMessage({ faces: true })
      }),
  )
  return new Map((ids ?? Object.keys(titles)).map((id) => [id, titles[id] ?? id]))
}

const sum = (all: readonly Kept[], of: (kept: Kept) => number) =>
  all.reduce((total, kept) => total + of(kept), 0)

/** In all of these together. */
export const totals = (all: readonly Kept[]) => ({
  scenes: all.length,
  places: sum(all, ({ places }) => places),
  cut: sum(all, ({ cut }) => cut.length),
  centreCut: sum(all, ({ centreCut }) => centreCut),
  bordered: sum(all, ({ bordered }) => bordered),
  needless: sum(all, ({ needless }) => needless.length),
  falsely: sum(all, ({ falsely }) => falsely.length),
})

/** A line for each scene in which something is not as it should be, and one for each thing that scenes are about. */
export function keptTable(all: readonly Kept[]): string[] {
  const said = ({ scene, places, cut, needless, falsely, centreCut }: Kept) => [
    ...(cut.length > 0
      ? [`${scene}: cut in ${cut.length} of ${places} (centre: ${centreCut}), first ${cut[0]}`]
      : []),
    ...(needless.length > 2 ? [`${scene}: ${needless.length} needless borders, first ${needless[0]}`] : []),
    ...(falsely.length > 0 ? [`${scene}: ${falsely.length} borders for nothing, first ${falsely[0]}`] : []),
  ]
  const kinds = [...Map.groupBy(all, ({ about }) => about)]
  return [...all.flatMap(said), ...kinds.map(([about, those]) => `${about}: ${totalWords(those)}`)]
}

function totalWords(all: readonly Kept[]): string {
  const { scenes, places, cut, centreCut, bordered, needless, falsely } = totals(all)
  const percent = (part: number) => `${part} (${((100 * part) / Math.max(1, places)).toFixed(1)} %)`
  return `${scenes} pictures, ${places} places, cut in ${percent(cut)}, by a centre crop in ${percent(centreCut)}; with a border in ${bordered}, needless in ${percent(needless)}, for nothing in ${percent(falsely)}`
}
