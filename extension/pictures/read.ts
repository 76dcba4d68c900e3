import { BlankError } from './draw.ts'
import type { Read } from './line.ts'
import type { Shown } from './shown.ts'

/** The longest a page may take for a file it has shown already (milliseconds). */
const patience = 15_000

const isWebPage = (answer: Response) => answer.headers.get('content-type')?.startsWith('text/html') ?? false

/** The file at one address as the page itself may have it, from its cache where it lies there. */
async function fetchHere(address: string): Promise<Read> {
  try {
    const answer = await fetch(address, { cache: 'force-cache', signal: AbortSignal.timeout(patience) })
    if (!answer.ok) return { state: 'none', why: `Its address answers with an error (${answer.status}).` }
    const file = await answer.blob()
    if (isWebPage(answer)) return { state: 'none', why: 'Its address holds a web page, not a picture.' }
    return { state: 'read', file, way: 'file' }
  } catch {
    return { state: 'closed', why: 'The page may not read this picture itself.' }
  }
}

async function drawHere(draw: () => Promise<Blob>): Promise<Read> {
  try {
    return { state: 'read', file: await draw(), way: 'drawn' }
  } catch (cause) {
    if (cause instanceof BlankError)
      return { state: 'closed', why: 'The page keeps no copy of what it drew here.' }
    return { state: 'closed', why: 'The page itself may not read this picture: it comes from another site.' }
  }
}

const nothing: Read = { state: 'closed', why: 'What is shown here belongs to another site.' }

/** A picture's bytes, as far as its own page can read them: its file at the best address, else what is drawn. */
export async function readShown({ addresses, draw }: Pick<Shown, 'addresses' | 'draw'>): Promise<Read> {
  const tried: Read[] = []
  for (const address of addresses) {
    const got = await fetchHere(address)
    if (got.state === 'read') return got
    tried.push(got)
  }
  if (draw) {
    const drawn = await drawHere(draw)
    if (drawn.state === 'read') return drawn
    tried.push(drawn)
  }
  // Where one way is merely closed, somebody else may still get through.
  return tried.find(({ state }) => state === 'closed') ?? tried[0] ?? nothing
}
