/** What stands for what in a pattern of names. */
export const namePieces = ['{name}', '{tool}', '{n}'] as const
export const plainPattern = '{name}'
export const maxPattern = 120

/** Longer names are refused by some systems once a folder stands before them. */
const maxName = 120

/** Windows opens devices by these names, whatever their ending. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** A name that every system can store, of any words; never empty. */
export function saneName(words: string): string {
  const clean = words
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/-{2,}/g, '-')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const short = [...clean]
    .slice(0, maxName)
    .join('')
    .replace(/[\s.]+$/, '')
  if (short === '') return 'picture'
  return devices.test(short) ? `${short}_` : short
}

/** A folder in which nothing leads out of it: sane names with "/" between them; '' for none. */
export const saneFolder = (path: string): string =>
  path
    .split(/[/\\]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map(saneName)
    .join('/')

/** The name without its ending, and the ending without its dot ('' for none). */
export function splitName(name: string): { stem: string; ending: string } {
  const found = /^(.+)\.([\w]{1,5})$/.exec(name)
  return found ? { stem: found[1]!, ending: found[2]! } : { stem: name, ending: '' }
}

/** One file that is to be named. */
export interface Unnamed {
  folder: string
  /** The name it came with, or the one asked for. */
  name: string
  /** The name was asked for: the pattern does not apply. */
  own: boolean
  /** Position in the batch, from 1. */
  n: number
  /** Tools it went through. */
  tools: readonly string[]
  /** What was made of it: each with its own ending, and its own name where a tool makes several of one. */
  made: readonly { name: string; ending: string }[]
}

/**
 * A path for everything made, the same whenever it is asked: of the pattern, sane, and no two alike, also where
 * capitals do not count.
 */
export function nameAll(items: readonly Unnamed[], pattern: string): string[][] {
  const taken = new Set<string>()
  const digits = String(items.reduce((most, { n }) => Math.max(most, n), 0)).length
  return items.map(({ folder, name, own, n, tools, made }) => {
    const { stem } = splitName(name)
    const base = own
      ? stem
      : (pattern.trim() || plainPattern)
          .replaceAll('{name}', () => stem)
          .replaceAll('{tool}', () => tools.join('-'))
          .replaceAll('{n}', () => String(n).padStart(digits, '0'))
    return made.map((piece) => {
      // Several of one: what the tool calls each stands behind the picture's own name.
      const words = made.length === 1 ? base : `${base}-${tail(splitName(piece.name).stem, stem)}`
      return unique([saneFolder(folder), saneName(words)].filter(Boolean).join('/'), piece.ending, taken)
    })
  })
}

/** What a tool added to the picture's name; all of its word where it kept nothing of it. */
const tail = (made: string, stem: string) =>
  made.startsWith(stem) ? made.slice(stem.length).replace(/^[-_ .]+/, '') || 'file' : made

function unique(path: string, ending: string, taken: Set<string>): string {
  for (let copy = 1; ; copy++) {
    const name = `${path}${copy === 1 ? '' : `-${copy}`}${ending ? `.${ending}` : ''}`
    const key = name.toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}
