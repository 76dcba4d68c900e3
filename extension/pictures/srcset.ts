/** One picture of a `srcset`: its address as written, and how large it is beside the others. */
interface Candidate {
  address: string
  /** Its width in pixels, or its pixels per CSS pixel; only candidates of one list are compared. */
  size: number
}

/**
 * The addresses of a `srcset`, largest first (the HTML standard's own reading: commas may stand inside an address,
 * not at its end).
 */
export function candidatesOf(srcset: string): string[] {
  const found: Candidate[] = []
  let rest = srcset
  for (;;) {
    rest = rest.replace(/^[\s,]+/, '')
    const [whole = ''] = /^\S+/.exec(rest) ?? []
    if (!whole) break
    rest = rest.slice(whole.length)
    const address = whole.replace(/,+$/, '')
    let descriptor = ''
    if (address === whole) {
      descriptor = /^(?:[^,(]|\([^)]*\)?)*/.exec(rest)?.[0] ?? ''
      rest = rest.slice(descriptor.length)
    }
    const [, number] = /(\d*\.?\d+)[wx]/.exec(descriptor) ?? []
    found.push({ address, size: Number(number ?? 1) })
  }
  return found.toSorted((a, b) => b.size - a.size).map(({ address }) => address)
}
