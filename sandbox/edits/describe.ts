import { brightness, cropped, meanColour, type Pixels } from '../pixels.ts'
import { nameOf } from './colours.ts'
import { facesOf } from './faces.ts'
import { findNamed } from './find.ts'
import { letteringOf } from './lettering.ts'
import { boundsOf, coverage, type Box } from './masks.ts'
import { colourAt, shrunk, subjectOf } from './subject.ts'

export type Detail = 'low' | 'medium' | 'high'

/** What can be said of a picture without knowing the world: its size, shape, colours, light, and where things are. */
export function described(pixels: Pixels, detail: Detail, focus: string): string {
  const { width, height } = pixels
  const shape = width > height * 1.05 ? 'landscape' : height > width * 1.05 ? 'portrait' : 'square'
  const colours = mainColours(pixels)
  const sentences = [
    `A ${shape} picture of ${width} by ${height} pixels, mainly ${list(colours.slice(0, 3))}.`,
  ]
  if (focus.trim() !== '') sentences.push(about(pixels, focus.trim()))
  if (detail !== 'low') sentences.push(lightOf(pixels), mainThing(pixels))
  if (detail === 'high') {
    const third = Math.max(1, Math.floor(height / 3))
    const parts = ['upper', 'middle', 'lower'].map((name, at) => {
      const part = cropped(pixels, { left: 0, top: at * third, width, height: third })
      return `the ${name} third is ${list(mainColours(part).slice(0, 2))}`
    })
    sentences.push(`From top to bottom: ${parts.join(', ')}.`)
    const faces = facesOf(pixels).length
    sentences.push(
      faces === 0 ? 'No face is seen in it.' : `It shows ${faces} face${faces === 1 ? '' : 's'}.`,
    )
    const lettering = letteringOf(pixels)[0]
    sentences.push(
      lettering ? `There is lettering in its ${placeOf(lettering, pixels)}.` : 'There is no lettering on it.',
    )
  }
  return sentences.join(' ')
}

/** The names of the colours that fill a picture, most of it first, none below a twentieth. */
export function mainColours(pixels: Pixels): string[] {
  const small = shrunk(pixels, 64)
  const counts = new Map<string, number>()
  for (let y = 0; y < small.height; y++)
    for (let x = 0; x < small.width; x++) {
      const name = nameOf(colourAt(small, x, y))
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  const least = (small.width * small.height) / 20
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .filter(([, count], at) => at === 0 || count >= least)
    .map(([name]) => name)
}

function lightOf(pixels: Pixels): string {
  const light = brightness(meanColour(pixels))
  return `It is ${light < 80 ? 'dark' : light > 176 ? 'bright' : 'of middling brightness'}.`
}

function mainThing(pixels: Pixels): string {
  const subject = subjectOf(pixels)
  const box = boundsOf(subject)
  if (!box) return 'Nothing stands out.'
  return `What stands out is ${nameOf(meanColour(pixels, subject))}, in the ${placeOf(box, pixels)}, and takes ${percent(coverage(subject))} of it.`
}

function about(pixels: Pixels, focus: string): string {
  const mask = findNamed(pixels, focus)
  const box = boundsOf(mask)
  const where = box ? `, in the ${placeOf(box, pixels)}` : ''
  return `As to ${focus}: it is mainly ${nameOf(meanColour(pixels, mask))}${where}, and takes ${percent(coverage(mask))} of the picture.`
}

function placeOf(box: Box, { width, height }: Pixels): string {
  const x = (box.left + box.width / 2) / width
  const y = (box.top + box.height / 2) / height
  const across = x < 0.38 ? 'left' : x > 0.62 ? 'right' : ''
  const down = y < 0.38 ? 'upper' : y > 0.62 ? 'lower' : ''
  return across === '' && down === ''
    ? 'middle'
    : `${[down, across].filter((word) => word !== '').join(' ')} part`
}

const percent = (share: number) => `${Math.round(share * 100)} %`

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? 'grey') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
