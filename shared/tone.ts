import type { Thumbnail } from './measure.ts'
import type { Adjustment, Recipe } from './recipe.ts'
import type { Look } from './tools/enhance.ts'
import {
  faded,
  full,
  lit,
  mixed,
  recoloured,
  relit,
  same,
  saturated,
  spread,
  tables,
  tablesOf,
  vibrant,
  vignetted,
  type Curves,
  type Stage,
  type Tables,
} from './tone-stages.ts'

/** A recipe made ready: bytes come in through tables of their own, where it begins with such. */
export interface Tone {
  first: Tables
  stages: readonly Stage[]
}

/** What changes each component by itself; null for what looks at the whole pixel. */
function curvesOf(one: Adjustment): Curves | null {
  switch (one.do) {
    case 'balance':
      return [lit(one.gains[0]), lit(one.gains[1]), lit(one.gains[2])]
    case 'exposure':
      return same(lit(2 ** one.stops))
    case 'brightness':
      return same((value) => value * one.by)
    case 'contrast':
      return same((value) => (value - 0.5) * one.by + 0.5)
    case 'gamma':
      return same((value) => value ** (1 / one.by))
    default:
      return null
  }
}

const lookStages: Readonly<Record<Exclude<Look, 'none'>, () => readonly Stage[]>> = {
  'black-and-white': () => [saturated(0)],
  noir: () => [
    saturated(0),
    // An S through the middle: deep blacks, bright lights, neither cut off.
    tables([same((value) => value + 0.55 * value * (1 - value) * (2 * value - 1))]),
    vignetted(0.35),
  ],
  sepia: () => [
    recoloured([
      [0.393, 0.769, 0.189],
      [0.349, 0.686, 0.168],
      [0.272, 0.534, 0.131],
    ]),
    tables([same((value) => value * 0.92)]),
  ],
  vintage: () => [
    saturated(0.72),
    tables([same(spread(0.92))]),
    faded([0.07, 0.06, 0.11], [1, 0.96, 0.84]),
    vignetted(0.3),
  ],
  faded: () => [saturated(0.82), faded([0.1, 0.1, 0.11], [0.97, 0.97, 0.96])],
  vivid: () => [vibrant(0.6), saturated(1.12), tables([same(spread(1.1))])],
  warm: () => [tables([[lit(1.12), lit(1), lit(0.82)]]), vibrant(0.2)],
  cool: () => [tables([[lit(0.85), lit(0.99), lit(1.15)]])],
}

const deeper = (amount: number, more: number, less: number) => amount * (amount > 0 ? more : less)

function stageOf(one: Adjustment): Stage | null {
  switch (one.do) {
    case 'saturation':
      return saturated(one.by)
    case 'vibrance':
      return vibrant(one.amount)
    case 'shadows':
      return relit((light) => light + deeper(one.amount, 1.8, 0.9) * light * (1 - light) ** 3)
    case 'highlights':
      return relit((light) => light + deeper(one.amount, 0.9, 1.8) * (1 - light) * light ** 3)
    case 'vignette':
      return vignetted(one.amount)
    case 'look':
      return mixed(lookStages[one.look](), one.amount)
    default:
      return null
  }
}

/** What a recipe does to each pixel, but for noise and sharpness, which look at the neighbours. */
export function toneOf(recipe: Recipe): Tone {
  const whole = recipe.filter((one) => one.do !== 'denoise' && one.do !== 'sharpen')
  const rest = whole.findIndex((one) => curvesOf(one) === null)
  const curves = (rest < 0 ? whole : whole.slice(0, rest)).map((one) => curvesOf(one)!)
  const stages: Stage[] = []
  let open: Curves[] = []
  const close = () => {
    if (open.length > 0) stages.push(tables(open))
    open = []
  }
  for (const one of rest < 0 ? [] : whole.slice(rest)) {
    const own = curvesOf(one)
    if (own) open.push(own)
    const stage = own ? null : stageOf(one)
    if (!stage) continue
    close()
    stages.push(stage)
  }
  close()
  return { first: tablesOf(curves, 255), stages }
}

/** A thumbnail after this much of a recipe. */
export function applied(recipe: Recipe, { width, height, data }: Thumbnail): Thumbnail {
  const changed = Uint8ClampedArray.from(data)
  if (recipe.length > 0) changeRows(changed, toneOf(recipe), { width, height, from: 0, whole: height })
  return { width, height, data: changed }
}

/**
 * Changes rows of pixels (red, green, blue, alpha) in place: `height` of them, from row `from` of a picture of `whole`.
 */
export function changeRows(
  data: Uint8ClampedArray,
  { first: [red, green, blue], stages }: Tone,
  { width, height, from, whole }: { width: number; height: number; from: number; whole: number },
): void {
  const down = 255 / full
  if (stages.length === 0) {
    const [ofRed, ofGreen, ofBlue] = [red, green, blue].map((table) =>
      Uint8ClampedArray.from(table, (value) => value * down),
    ) as [Uint8ClampedArray, Uint8ClampedArray, Uint8ClampedArray]
    for (let at = 0; at < width * height * 4; at += 4) {
      data[at] = ofRed[data[at]!]!
      data[at + 1] = ofGreen[data[at + 1]!]!
      data[at + 2] = ofBlue[data[at + 2]!]!
    }
    return
  }
  const row = new Float32Array(width * 3)
  for (let y = 0; y < height; y++) {
    const start = y * width * 4
    for (let at = 0, pixel = start; at < row.length; at += 3, pixel += 4) {
      row[at] = red[data[pixel]!]!
      row[at + 1] = green[data[pixel + 1]!]!
      row[at + 2] = blue[data[pixel + 2]!]!
    }
    for (const stage of stages) stage(row, { y: from + y, width, height: whole })
    for (let at = 0, pixel = start; at < row.length; at += 3, pixel += 4) {
      data[pixel] = row[at]! * down
      data[pixel + 1] = row[at + 1]! * down
      data[pixel + 2] = row[at + 2]! * down
    }
  }
}
