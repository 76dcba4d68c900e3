import type { Look } from '../../shared/tools/enhance.ts'
import type { Values } from '../../shared/fields.ts'

/** What part of the picture is shown. */
export const framings = {
  whole: 'As it is',
  closer: 'Closer',
  left: 'Subject at the left',
  right: 'Subject at the right',
} as const
export type Framing = keyof typeof framings

/** What one variant is made of. */
export interface Variant {
  /** The number of the picture in hand, from 0. */
  picture: number
  framing: Framing
  look: Look
  headline: string
  /** "#rrggbb"; null: what reads best. */
  color: string | null
}
type Trait = keyof Variant

/** Letters tell variants apart: "a" to "t". */
export const mostVariants = 20
export const letterOf = (at: number): string => String.fromCharCode(97 + at)

/** As a part of a name or an address: small letters, digits and hyphens of any script. */
export const slugOf = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)

const list = (value: Values[string] | undefined) => (value ?? []) as readonly string[]

/**
 * The variants that these values ask for of so many pictures: the plainest first. `left` says how many more there
 * would be than are wanted.
 */
export function variantsOf(values: Values, pictures: number): { variants: Variant[]; left: number } {
  const or = <T>(all: readonly T[], none: T): readonly T[] => (all.length > 0 ? all : [none])
  const traits: { [K in Trait]: readonly Variant[K][] } = {
    picture: Array.from({ length: Math.max(1, pictures) }, (_, at) => at),
    headline: or(list(values['headlines']), ''),
    framing: or(list(values['framings']) as Framing[], 'whole'),
    look: or(list(values['looks']) as Look[], 'none'),
    color: or(list(values['colors']), null),
  }
  // Without words there is nothing to colour.
  if (traits.headline.every((headline) => headline === '')) traits.color = [null]
  const all = values['combine'] === 'all' ? combined(traits) : oneByOne(traits)
  const most = Number(values['most'])
  return { variants: all.slice(0, most), left: Math.max(0, all.length - most) }
}

type Traits = { [K in Trait]: readonly Variant[K][] }

const first = ({ picture, framing, look, headline, color }: Traits): Variant => ({
  picture: picture[0]!,
  framing: framing[0]!,
  look: look[0]!,
  headline: headline[0]!,
  color: color[0]!,
})

/** The first of everything, then each other thing alone: what differs is what makes the difference. */
function oneByOne(traits: Traits): Variant[] {
  const plain = first(traits)
  const names = Object.keys(traits) as Trait[]
  return [
    plain,
    ...names.flatMap((name) => traits[name].slice(1).map((value) => ({ ...plain, [name]: value }))),
  ]
}

/** Everything with everything. */
function combined(traits: Traits): Variant[] {
  let all: Variant[] = [first(traits)]
  for (const name of Object.keys(traits) as Trait[])
    all = all.flatMap((variant) => traits[name].map((value) => ({ ...variant, [name]: value })))
  return all
}

/** What tells that variant apart wherever it is counted: the campaign and a letter. */
export const codeOf = (values: Values, at: number): string => {
  const campaign = slugOf(String(values['campaign'] ?? ''))
  return campaign ? `${campaign}-${letterOf(at)}` : letterOf(at)
}

/** The page a variant leads to, with its code. Null where no page, or none that can be, is named. */
export function linkOf(values: Values, code: string): string | null {
  const page = String(values['page'] ?? '').trim()
  if (!page) return null
  const address = URL.parse(page.includes('://') ? page : `https://${page}`)
  if (!address || !/^https?:$/.test(address.protocol)) return null
  for (const [name, value] of Object.entries(tracked(values, code)))
    if (value) address.searchParams.set(name, value)
  return address.href
}

const tracked = (values: Values, code: string) => ({
  utm_source: String(values['source'] ?? '').trim(),
  utm_medium: String(values['medium'] ?? '').trim(),
  utm_campaign: slugOf(String(values['campaign'] ?? '')),
  utm_content: code,
})

/** The lines of the sheet that goes with the variants, its head first. */
export function sheetRows(
  values: Values,
  made: readonly { variant: Variant; file: string; picture: string }[],
): string[][] {
  const head = ['variant', 'file', 'picture', 'framing', 'look', 'headline', 'colour']
  return [
    [...head, ...Object.keys(tracked(values, '')), 'link'],
    ...made.map(({ variant, file, picture }, at) => {
      const code = codeOf(values, at)
      const { framing, look, headline, color } = variant
      return [
        letterOf(at).toUpperCase(),
        file,
        picture,
        framings[framing],
        look,
        headline,
        headline === '' ? '' : (color ?? 'what reads best'),
        ...Object.values(tracked(values, code)),
        linkOf(values, code) ?? '',
      ]
    }),
  ]
}
