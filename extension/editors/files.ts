import type { Outcome } from '../messages.ts'
import type { Composer } from '../sites/composer.ts'
import { hasMore, type Arrival } from './arrival.ts'
import { fileWays, type FileWay } from './file-ways.ts'
import { climb, type Rung } from './ladder.ts'
import { otherPress, shownIn } from './preview.ts'
import { noComposer } from './text.ts'
import { waitFor } from './wait-for.ts'

const patience = { reaction: 1500, claimed: 1000, whole: 15_000, keeps: 200 }

/** A box that has not stirred for so long has taken in what came before, a text perhaps (milliseconds). */
const quiet = 250

/**
 * Hands one file to the composer, by one way after another, until the site itself shows it. `without` names ways that
 * are switched off, such as "file:pasted".
 */
export async function insertFile(
  find: () => Composer | null,
  file: File,
  without: readonly string[] = [],
): Promise<Outcome> {
  const first = find()
  if (!first) return noComposer
  const before = shownIn(first, find)
  let stir: Stir | null = null
  const press = otherPress(first, find)
  const arrival = (): Arrival => {
    if (hasMore(before, shownIn(first, find))) return 'whole'
    if (!stir?.seen()) return 'none'
    press()
    return 'other'
  }
  const rung = (way: FileWay): Rung => ({
    said: way.said,
    async ready() {
      stir?.end()
      stir = null
      const composer = find()
      const act = composer && (await way.ready(composer, file))
      if (!act) return null
      await calm(composer)
      return {
        ...act,
        hand() {
          const around = act.around ? [act.around] : []
          stir = watchStir(composer, ...around)
          press.from(...around)
          return act.hand()
        },
      }
    },
  })
  const known = first.spot?.files?.ways?.map((name) => fileWays.find((way) => way.name === name)!)
  const ways = (known ?? fileWays).filter(({ name }) => !without.includes(`file:${name}`))
  try {
    const { by, arrival: ended } = await climb(ways.map(rung), {
      arrival,
      wait: waitFor,
      patience,
    })
    if (!by) {
      const hidden = find()?.spot === first.spot ? '' : ' Go back from the view for media to see it.'
      return {
        ok: false,
        why: `This composer takes no files from outside; your draft is as it was.${hidden}`,
      }
    }
    if (ended === 'whole') return { ok: true, way: by.said }
    return {
      ok: false,
      why: 'The composer reacted but shows no preview of the file. Look at your post before you try again.',
      touched: true,
    }
  } finally {
    ;(stir as Stir | null)?.end()
  }
}

interface Stir {
  seen(): boolean
  end(): void
}

/** Notes whether elements come into a composer beside its text, or around it, or it leaves the page altogether. */
function watchStir({ box, editor }: Composer, ...around: readonly Element[]): Stir {
  let stirred = false
  const watcher = new MutationObserver((changes) => {
    stirred ||= changes.some(
      ({ addedNodes, target }) =>
        !editor.contains(target) && [...addedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE),
    )
  })
  for (const part of [box, ...around]) watcher.observe(part, { childList: true, subtree: true })
  return { seen: () => stirred || !box.isConnected, end: () => watcher.disconnect() }
}

/** Waits until a composer has come to rest, two seconds at most. */
async function calm(composer: Composer): Promise<void> {
  let stir = watchStir(composer)
  let since = performance.now()
  await waitFor(() => {
    if (stir.seen()) {
      stir.end()
      stir = watchStir(composer)
      since = performance.now()
    }
    return performance.now() - since >= quiet
  }, 2000)
  stir.end()
}
