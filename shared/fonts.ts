/** The typefaces that words on a picture can be set in: all packaged, all free to use (SIL Open Font License). */
export const fonts = {
  inter: { title: 'Inter · plain', weights: [100, 900] },
  rubik: { title: 'Rubik · round', weights: [300, 900] },
  playfair: { title: 'Playfair Display · elegant', weights: [400, 900] },
  garamond: { title: 'EB Garamond · bookish', weights: [400, 800] },
  oswald: { title: 'Oswald · narrow', weights: [200, 700] },
  jetbrains: { title: 'JetBrains Mono · typed', weights: [100, 800] },
  caveat: { title: 'Caveat · written by hand', weights: [400, 700] },
} as const satisfies Record<string, { title: string; weights: readonly [number, number] }>
export type FontId = keyof typeof fonts

export const isFontId = (id: string): id is FontId => id in fonts
export const fontIds = Object.keys(fonts) as readonly FontId[]
export const fontTitles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(fonts).map(([id, { title }]) => [id, title]),
)

/** How thick, as a person says it; a typeface that has no such weight gives its nearest. */
export const weights = { light: 300, regular: 400, bold: 700, black: 900 } as const
export type WeightId = keyof typeof weights
export const weightIds = Object.keys(weights) as readonly WeightId[]
export const weightTitles = { light: 'Light', regular: 'Regular', bold: 'Bold', black: 'Black' } as const

/** The weight of a typeface that is nearest to what was asked for: 100 to 900. */
export function weightOf(font: FontId, weight: WeightId): number {
  const [least, most] = fonts[font].weights
  return Math.min(Math.max(weights[weight], least), most)
}
