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

/** Grey pixels, the shorter side of the box being so many pixels long. */
const grey = async (bytes: Buffer, width: number, height: number) =>
  sharp(bytes).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer()

const coarse = 64
const fine = 256

/**
 * Which part of a picture a written file shows, when that is a box of its shape as large as can be: found by laying
 * the one over the other. Exact to about half a percent of the picture.
 */
export async function shownPart(picture: Size & { file: Buffer }, made: Buffer, shape: Size): Promise<Box> {
  const box = largest(picture, shape)
  const across = picture.width - box.width >= 1
  const slack = across ? picture.width - box.width : picture.height - box.height
  let start = 0
  if (slack >= 1) {
    let near: number | null = null
    for (const side of [coarse, fine]) {
      const scale = side / Math.min(box.width, box.height)
      const whole = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) }
      const part = { width: Math.round(box.width * scale), height: Math.round(box.height * scale) }
      const under = await grey(picture.file, whole.width, whole.height)
      const over = await grey(made, part.width, part.height)
      const most = across ? whole.width - part.width : whole.height - part.height
      const from: number = near === null ? 0 : Math.max(0, Math.round(near * scale) - 7)
      const to: number = near === null ? most : Math.min(most, Math.round(near * scale) + 7)
      let best = Infinity
      for (let at = from; at <= to; at++) {
        let off = 0
        for (let y = 0; y < part.height; y++) {
          const row = (across ? y : y + at) * whole.width + (across ? at : 0)
          for (let x = 0; x < part.width; x++) {
            const apart = under[row + x]! - over[y * part.width + x]!
            off += apart * apart
          }
        }
        if (off < best) {
          best = off
          near = at / scale
        }
      }
    }
    start = near ?? 0
  }
  const left = across ? start : 0
  const top = across ? 0 : start
  return { left, top, right: left + box.width, bottom: top + box.height }
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
  /** Whether it has faces or words; else only things. */
  weighty: boolean
  /** Places whose shape can hold all faces and words (or, where there are none, the things). */
  fit: number
  /** In so many of those one of them is cut; the same when the middle is taken. */
  cut: string[]
  centreCut: number
  /** Places that cannot hold them all. */
  cannot: number
}

const sizeIn = /-(\d+)x(\d+)\.\w+$/

/** Sends a scene to all these places with the tool, and looks at what is left of its subjects. */
export async function keptIn(page: Page, scene: Scene, placements: readonly string[]): Promise<Kept> {
  const source: ToolFile = { name: 'scene.png', type: scene.type, bytes: scene.file }
  const values = { placements, level: 'speed', types: ['jpeg'] }
  const { made } = await sendErrand(page, [{ tool: 'social', values }], [source])
  if (made.length !== placements.length) throw new Error(`${made.length} of ${placements.length} were made`)
  const weighty = scene.subjects.filter(({ kind }) => kind !== 'thing')
  const parts = (weighty.length > 0 ? weighty : scene.subjects).map(({ box }) => box)
  const whole = union(parts)
  const kept: Kept = {
    scene: scene.name,
    weighty: weighty.length > 0,
    fit: 0,
    cut: [],
    centreCut: 0,
    cannot: 0,
  }
  for (const { name, bytes } of made) {
    const [, width, height] = sizeIn.exec(name) ?? []
    const shape = { width: Number(width), height: Number(height) }
    const box = largest(scene, shape)
    if (whole.right - whole.left > box.width || whole.bottom - whole.top > box.height) {
      kept.cannot++
      continue
    }
    kept.fit++
    const shown = await shownPart(scene, bytes, shape)
    if (parts.some((part) => over(part, shown, scene) > exact))
      kept.cut.push(name.replace(/^scene-|-\d+x.*$/g, ''))
    const left = (scene.width - box.width) / 2
    const top = (scene.height - box.height) / 2
    const centre = { left, top, right: left + box.width, bottom: top + box.height }
    if (parts.some((part) => over(part, centre, scene) > exact)) kept.centreCut++
  }
  return kept
}

/** The places there are, as the tool offers them. */
export const placesOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const worker = new Worker('/tool-worker.js', { type: 'module' })
        worker.onmessage = ({ data }) => {
          resolve([...data.faces.social.fields.placements.options])
          worker.terminate()
        }
        worker.postMessage({ faces: true })
      }),
  )

/** A line for each scene in which something is cut, and one each for faces and words, and for things alone. */
export function keptTable(all: readonly Kept[]): string[] {
  return [
    ...all
      .filter((kept) => kept.cut.length > 0)
      .map(
        (kept) =>
          `${kept.scene}: cut in ${kept.cut.length} of ${kept.fit} (centre: ${kept.centreCut}), first ${kept.cut[0]}`,
      ),
    `faces and words: ${sumWords(all.filter(({ weighty }) => weighty))}`,
    `things: ${sumWords(all.filter(({ weighty }) => !weighty))}`,
  ]
}

function sumWords(all: readonly Kept[]): string {
  const sum = (of: (kept: Kept) => number) => all.reduce((total, kept) => total + of(kept), 0)
  const fit = sum((kept) => kept.fit)
  const percent = (part: number) => `${part} (${((100 * part) / Math.max(1, fit)).toFixed(1)} %)`
  return `${all.length} pictures, ${fit} places that can hold them, cut in ${percent(sum((kept) => kept.cut.length))}, by a centre crop in ${percent(sum((kept) => kept.centreCut))}; ${sum((kept) => kept.cannot)} places cannot hold them`
}
