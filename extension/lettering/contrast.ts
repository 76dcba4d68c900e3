/** Red, green, blue: 0 to 255. */
export type Rgb = readonly [number, number, number]

export const black: Rgb = [0, 0, 0]
export const white: Rgb = [255, 255, 255]

/** Of "#" and six digits. */
export const rgbOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb

export const cssOf = ([red, green, blue]: Rgb, alpha = 1): string =>
  `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)} / ${alpha})`

/** What WCAG 2 asks of words of any size. */
export const readable = 4.5

const linear = (value: number) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** Relative luminance, 0 to 1 (WCAG 2). */
export const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

/** 1 to 21 (WCAG 2). */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** A colour laid over another. */
export const over = (top: Rgb, alpha: number, below: Rgb): Rgb =>
  [0, 1, 2].map((at) => alpha * top[at]! + (1 - alpha) * below[at]!) as unknown as Rgb

/** White or black: whichever is read better on this colour. */
export const inkOn = (ground: Rgb): Rgb =>
  contrast(white, ground) >= contrast(black, ground) ? white : black

/** This colour, or the nearest to it towards white or black that is told apart from the other as words must be. */
export function apartFrom(other: Rgb, colour: Rgb): Rgb {
  const away = luminance(other) > 0.18 ? black : white
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = over(away, share, colour)
    if (contrast(other, mixed) >= readable) return mixed
  }
  return away
}

/** One pixel in so many may fall short: a spark of light behind a word is no harm. */
const spared = 0.01

/**
 * How strongly (0 to 1) a veil of this colour must lie over pixels for ink on them to be read (`least`, WCAG 2); null
 * when even the bare veil is too near to the ink. `pixels` is RGBA; what is transparent in them counts as `behind`.
 */
export function veilFor(
  pixels: Uint8ClampedArray,
  ink: Rgb,
  veil: Rgb,
  least = readable,
  behind: Rgb = white,
): number | null {
  if (contrast(ink, veil) < least) return null
  const needed: number[] = []
  for (let at = 0; at < pixels.length; at += 4) {
    const own: Rgb = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
    needed.push(alphaFor(over(own, pixels[at + 3]! / 255, behind), ink, veil, least))
  }
  needed.sort((a, b) => a - b)
  return needed[Math.max(0, Math.ceil(needed.length * (1 - spared)) - 1)] ?? 0
}

function alphaFor(below: Rgb, ink: Rgb, veil: Rgb, least: number): number {
  if (contrast(ink, below) >= least) return 0
  let [thin, thick] = [0, 1]
  for (let half = 0; half < 8; half++) {
    const middle = (thin + thick) / 2
    if (contrast(ink, over(veil, middle, below)) >= least) thick = middle
    else thin = middle
  }
  return thick
}
