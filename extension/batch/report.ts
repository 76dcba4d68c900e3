import Papa from 'papaparse'
import type { Piece } from './give.ts'
import type { Item } from './journal.ts'

const states: Record<Item['state'], string> = {
  done: 'done',
  failed: 'failed',
  refused: 'not taken',
  missing: 'not here',
  waiting: 'not done yet',
}

const head = [
  'number',
  'file',
  'line',
  'state',
  'result',
  'tools',
  'bytes before',
  'bytes after',
  'seconds',
  'remarks',
]

/** What became of each file, for a spreadsheet: a line for everything made, and one for everything that was not. */
export function reportOf(
  items: readonly Item[],
  pieces: readonly Piece[],
  toolsOf: (item: Item) => string[],
): string {
  const made = Map.groupBy(pieces, ({ item }) => item.n)
  const rows = items
    .toSorted((a, b) => a.n - b.n)
    .flatMap((item) => {
      const { n, name, folder, line, state, reason, notes, bytes, ms } = item
      const first = [n, folder ? `${folder}/${name}` : name, line ?? '', states[state]]
      const last = [ms === null ? '' : (ms / 1000).toFixed(2), [reason, ...notes].filter(Boolean).join(' ')]
      const results = made.get(n)
      if (!results) return [[...first, '', '', bytes || '', '', ...last]]
      const tools = toolsOf(item).join(' > ')
      return results.map((piece) => [...first, piece.path, tools, bytes, piece.bytes, ...last])
    })
  // A name that begins like a formula is not to be one in somebody's spreadsheet.
  return `\ufeff${Papa.unparse([head, ...rows], { escapeFormulae: true, newline: '\r\n' })}\r\n`
}
