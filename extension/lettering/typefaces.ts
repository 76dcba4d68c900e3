import { fonts, isFontId, type FontId } from '../../shared/fonts.ts'
import { fontFiles, rangeOf } from './font-files.ts'

// Names of our own, so that a typeface of the machine is never taken for one of these.
const nameOf = (font: FontId) => `Atelier ${font}`

/** What stands in for characters that a typeface lacks: a relative first, then right-to-left scripts, then the machine's. */
const relatives: Readonly<Record<FontId, readonly (FontId | 'serif' | 'sans-serif' | 'monospace')[]>> = {
  inter: ['rubik', 'sans-serif'],
  rubik: ['inter', 'sans-serif'],
  playfair: ['garamond', 'rubik', 'serif'],
  garamond: ['rubik', 'serif'],
  oswald: ['inter', 'rubik', 'sans-serif'],
  jetbrains: ['rubik', 'monospace'],
  caveat: ['rubik', 'sans-serif'],
}

/** The families of a CSS font, in the order they are asked for a character. */
const familiesOf = (font: FontId): string =>
  [font, ...relatives[font]].map((one) => (isFontId(one) ? `"${nameOf(one)}"` : one)).join(', ')

const faces = () => (globalThis as unknown as { fonts: FontFaceSet }).fonts

let known = false

/** Tells the browser of the packaged typefaces: nothing is read yet. */
function makeKnown(): void {
  if (known) return
  known = true
  for (const { font, style, files } of fontFiles)
    for (const [subset, url] of Object.entries(files)) {
      const weight = fonts[font].weights.join(' ')
      const range = { style, weight, unicodeRange: rangeOf(subset) }
      faces().add(new FontFace(nameOf(font), `url(${url})`, range))
    }
}

export interface Face {
  font: FontId
  /** 100 to 900. */
  weight: number
  italic?: boolean
}

/** A CSS font of so many pixels. */
export const cssFont = ({ font, weight, italic }: Face, pixels: number): string =>
  `${italic ? 'italic ' : ''}${weight} ${pixels}px ${familiesOf(font)}`

/** Reads what these words need of a typeface; what cannot be read is left to the machine's own. */
export async function loadFace(face: Face, words: string): Promise<void> {
  makeKnown()
  await faces()
    .load(cssFont(face, 16), words)
    .catch(() => [])
}
