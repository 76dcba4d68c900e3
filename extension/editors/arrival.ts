/** What became of an insertion. `other`: something changed, but it is not what was sent. */
export type Arrival = 'none' | 'whole' | 'other'

// Editors turn line breaks into paragraphs and spaces into hard ones, and pad with characters of no width.
const bare = (text: string) => text.replace(/[\s\u00a0\u200b-\u200d\u2060\ufeff]+/gu, '')

/** Compares a composer's text before and after: the old text must be there still, with the new in one place. */
export function textArrival(before: string, after: string, text: string): Arrival {
  const [was, is, sent] = [bare(before), bare(after), bare(text)]
  if (was === is) return 'none'
  if (is.length !== was.length + sent.length) return 'other'
  let same = 0
  while (same < was.length && was[same] === is[same]) same++
  // Equal characters at the seam may count to either side, so every place up to it is tried.
  for (let at = same; at >= 0; at--)
    if (is.slice(at, at + sent.length) === sent && is.slice(at + sent.length) === was.slice(at))
      return 'whole'
  return 'other'
}

/** Whether something stands in the second list that does not stand in the first, or more often. */
export function hasMore(before: readonly string[], after: readonly string[]): boolean {
  const left = [...before]
  return after.some((item) => {
    const at = left.indexOf(item)
    if (at < 0) return true
    left.splice(at, 1)
    return false
  })
}

/** Whether a file field that `accept`s this takes such a file. An empty `accept` takes everything. */
export function takes(accept: string, type: string, name: string): boolean {
  const wanted = accept
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  if (wanted.length === 0) return true
  return wanted.some(
    (part) =>
      part === '*/*' ||
      part === type ||
      (part.endsWith('/*') && type.startsWith(part.slice(0, -1))) ||
      (part.startsWith('.') && name.toLowerCase().endsWith(part)),
  )
}
