import { lineName, PictureAsk, type Picked, type PictureNews } from './line.ts'
import { allPictures } from './look.ts'
import { startPicking, type Picker } from './picker.ts'
import { readShown } from './read.ts'
import type { Shown } from './shown.ts'
import { bringIntoSight } from './sight.ts'

/** How long a line of the panel's is waited for (milliseconds). */
const patience = 10_000

/**
 * Serves one line of a panel's about the pictures of this page. It takes no place in the page until the line comes,
 * and leaves nothing in it when the line ends.
 */
export function servePictures(): void {
  const begin = (line: chrome.runtime.Port) => {
    if (line.name !== lineName) return
    leave()
    serve(line)
  }
  const leave = () => {
    clearTimeout(late)
    chrome.runtime.onConnect.removeListener(begin)
  }
  const late = setTimeout(leave, patience)
  chrome.runtime.onConnect.addListener(begin)
}

function serve(line: chrome.runtime.Port): void {
  let picker: Picker | null = null
  let current: Shown | null = null
  let putBack = () => {}
  let open = true
  const tell = (news: PictureNews) => {
    if (open) line.postMessage(news)
  }

  /** What was meant, with its bytes where this page can read them. */
  const take = async (shown: Shown | null, address: string): Promise<Picked> => {
    current = shown
    const addresses = [...(shown?.addresses ?? (address ? [address] : []))]
    return {
      what: shown?.what ?? 'Picture',
      addresses,
      read: await readShown({ addresses, draw: shown?.draw ?? null }),
      placed: shown !== null,
      pageUrl: location.href,
    }
  }
  const pick = async () => {
    picker?.stop()
    picker = startPicking((words) => tell({ type: 'at', words }))
    const shown = await picker.picked
    picker = null
    if (!shown) return tell({ type: 'left' })
    tell({ type: 'meant' })
    tell({ type: 'picked', picked: await take(shown, '') })
  }
  const find = async (address: string) => {
    const found = allPictures().filter(({ menuAddress }) => menuAddress === address)
    // Several may show the same: the one under the pointer is meant, else the largest.
    const weight = ({ element, box }: Shown) =>
      element.matches(':hover') ? Infinity : box().width * box().height
    const [meant = null] = found.toSorted((a, b) => (weight(a) === weight(b) ? 0 : weight(b) - weight(a)))
    tell({ type: 'picked', picked: await take(meant, address) })
  }
  const show = async () => {
    const view = { x: 0, y: 0, width: innerWidth, height: innerHeight }
    if (!current) return tell({ type: 'in-sight', box: null, view, cut: false })
    const sight = await bringIntoSight(current)
    putBack = sight.putBack
    tell(sight.seen)
  }
  const back = () => {
    putBack()
    putBack = () => {}
  }

  async function act(ask: PictureAsk): Promise<void> {
    switch (ask.type) {
      case 'pick':
        return pick()
      case 'key':
        return picker?.key(ask.key, ask.shift)
      case 'stop':
        return picker?.stop()
      case 'find':
        return find(ask.address)
      case 'show':
        return show()
      case 'put-back':
        return back()
    }
  }

  line.onMessage.addListener((message: unknown) => {
    const ask = PictureAsk.safeParse(message)
    if (!ask.success) return
    const { data } = ask
    // A line that ends is an answer too: nobody is left waiting.
    act(data).catch(() => line.disconnect())
  })
  line.onDisconnect.addListener(() => {
    open = false
    picker?.stop()
    back()
  })
}
