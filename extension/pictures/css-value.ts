/** Splits at the commas (or spaces) that stand in no bracket and no quotes. */
function split(value: string, at: ',' | ' '): string[] {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let part = ''
  for (let index = 0; index < value.length; index++) {
    const letter = value.charAt(index)
    if (letter === '\\') part += letter + value.charAt(++index)
    else if (letter === at && depth === 0 && !quote) {
      parts.push(part)
      part = ''
    } else {
      if (quote) quote = letter === quote ? '' : quote
      else if (letter === '"' || letter === "'") quote = letter
      else if (letter === '(') depth += 1
      else if (letter === ')') depth -= 1
      part += letter
    }
  }
  return [...parts, part].map((each) => each.trim()).filter(Boolean)
}

const unescaped = (text: string) =>
  text.replace(/\\([0-9a-f]{1,6})\s?|\\(.)/gi, (_, code: string | undefined, letter: string) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : letter,
  )

/** The address in `url(…)` or in quotes; null for anything else, and for a part of the page itself ("#id"). */
function addressIn(text: string): string | null {
  const [, inside] = /^url\((.*)\)$/is.exec(text) ?? []
  const [, , words] = /^(["'])(.*)\1$/s.exec((inside ?? text).trim()) ?? []
  const address = words ?? inside?.trim()
  return address && !address.startsWith('#') ? unescaped(address) : null
}

const dots: Readonly<Record<string, number>> = { x: 1, dppx: 1, dpi: 1 / 96, dpcm: 2.54 / 96 }

/** The addresses of an `image-set(…)`, sharpest first. */
function setOf(layer: string): string[] {
  const [, inside] = /^(?:-webkit-)?image-set\((.*)\)$/is.exec(layer) ?? []
  return split(inside ?? '', ',')
    .flatMap((option) => {
      const [first = '', ...others] = split(option, ' ')
      const address = addressIn(first)
      const [, number = '1', unit = 'x'] =
        /(?:^| )([\d.]+)(x|dppx|dpi|dpcm)(?: |$)/.exec(others.join(' ')) ?? []
      return address ? [{ address, sharp: Number(number) * (dots[unit] ?? 1) }] : []
    })
    .toSorted((a, b) => b.sharp - a.sharp)
    .map(({ address }) => address)
}

/**
 * The pictures of a computed CSS value, the uppermost layer first; each as the addresses it can be had at, best
 * first. Gradients and colours are no pictures.
 */
export function layersOf(value: string): string[][] {
  return split(value, ',')
    .map((layer) => {
      const address = layer.startsWith('url(') ? addressIn(layer) : null
      return address ? [address] : setOf(layer)
    })
    .filter((addresses) => addresses.length > 0)
}
