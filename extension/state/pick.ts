import { effect, untracked } from '@preact/signals'
import { api, Trouble } from '../api.ts'
import type { Call } from '../messages.ts'
import { cutOut } from '../pictures/cut.ts'
import { fetchWithRight, hostOf, HostRefusal } from '../pictures/hosts.ts'
import type { Picked } from '../pictures/line.ts'
import { openLine, type PageLine } from '../pictures/page-line.ts'
import { menuTools } from '../menu-tools.ts'
import { takeFiles } from './bench-files.ts'
import { openTool } from './bench.ts'
import {
  fail,
  inHand,
  markAnswered,
  nothing,
  refused,
  restoreInHand,
  set,
  takeAddress,
  takeFile,
} from './in-hand.ts'
import { as, call, tabId } from './place.ts'
import { session } from './session.ts'

// The way of a picture from a page into the hand: the page's own bytes, else our server's, else this browser's with
// a right to that one host, else a cut-out of what is on the screen.

let line: PageLine | null = null
/** Grows with each picture that is asked for: what an earlier one still brings is not waited for. */
let round = 0
let picked: Picked | null = null
/** Where it goes: into the library, or on the bench, where it stays on this machine. */
let goal: 'library' | 'bench' = 'library'

const stillIs = (mine: number) => () => mine === round

const outOfReach = () =>
  refused(
    'Atelier cannot reach this page: it was not called here, or the page has changed since.',
    'Go to the page, press Alt+Shift+S, and try again. The browser’s own pages cannot be read at all.',
    'The page is out of reach',
  )

const gone = () =>
  refused('The page has gone away meanwhile.', 'Go to the page, press Alt+Shift+S, and try again.')

/** Opens a line to one frame in place of the last; null where there is none to be had. */
async function reach(frameId: number): Promise<PageLine | null> {
  round += 1
  line?.close()
  line = null
  picked = null
  if (tabId === null) return null
  const mine = round
  const hears = (words: string) => mine === round && inHand.peek().pointed !== null && set({ pointed: words })
  const opened = await openLine(tabId, frameId, hears).catch(() => null)
  if (mine !== round) opened?.close()
  else line = opened
  return line
}

/** Lets the person point at a picture of the page. */
export async function pickPicture(to: typeof goal = 'library'): Promise<void> {
  goal = to
  const opened = await reach(0)
  if (!opened) return set({ ...nothing, trouble: outOfReach() })
  const mine = round
  set({ pointed: '', trouble: null, ask: null, cut: false })
  opened.tell({ type: 'pick' })
  const meant = await opened.hear('meant', 'left')
  if (mine !== round) return
  set({ pointed: null })
  if (meant?.type !== 'meant') return opened.close()
  await bring(opened, mine)
}

/** Ends picking; what was in hand before stays there. */
export const stopPicking = () => line?.tell({ type: 'stop' })

/** A key pressed in the panel is meant for the page while a picture is being picked. */
export function pressKey(event: KeyboardEvent): void {
  if (inHand.peek().pointed === null) return
  if (!['Escape', 'Enter', 'Tab', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key))
    return
  event.preventDefault()
  line?.tell({ type: 'key', key: event.key, shift: event.shiftKey })
}

/** Takes the picture the panel was called on. */
export async function takeCalled({ kind, frameId, picture, pageUrl }: Call): Promise<void> {
  goal = kind === 'tool' ? 'bench' : 'library'
  const opened = await reach(frameId)
  const mine = round
  set({ ...nothing, busy: 'Looking for it on the page' })
  if (opened) {
    opened.tell({ type: 'find', address: picture ?? '' })
    return bring(opened, mine)
  }
  // A frame of another site: the browser has told us the address, and nothing more is to be had there.
  const addresses = picture ? [picture] : []
  const read = { state: 'closed', why: 'It stands in a frame of another site.' } as const
  await settle({ what: 'Picture', addresses, read, placed: false, pageUrl }, mine)
}

async function bring(opened: PageLine, mine: number): Promise<void> {
  set({ ...nothing, busy: 'Reading it from the page' })
  const news = await opened.hear('picked')
  if (mine !== round) return
  if (news) await settle(news.picked, mine)
  else set({ ...nothing, trouble: gone() })
}

function nameOf({ what, addresses }: Picked): string {
  const url = URL.parse(addresses[0] ?? '')
  const last = /^https?:$/.test(url?.protocol ?? '') ? url?.pathname.split('/').at(-1) : ''
  return (last || what).slice(0, 200)
}

const ways = {
  file: 'It is the page’s own file.',
  drawn: 'It is what the page itself drew, pixel by pixel.',
} as const

/** Takes the bytes to where they belong. */
async function take(file: Blob, from: string, name: string, still: () => boolean): Promise<void> {
  if (goal === 'library') return takeFile(file, from, name, still)
  if (!still()) return
  // What a page says of a type is not believed: the tools look at the bytes.
  const type = file.type.startsWith('image/') ? file.type : ''
  set(nothing)
  takeFiles([new File([file], name, { type })])
}

/** Brings what was picked to where it belongs by the first way that is open, or offers those that need a press. */
async function settle(what: Picked, mine: number): Promise<void> {
  picked = what
  const { read, addresses, placed } = what
  const own = addresses.find((each) => each.startsWith('data:'))
  const still = stillIs(mine)
  try {
    if (read.state === 'read') await take(read.file, ways[read.way], nameOf(what), still)
    else if (own)
      await take(await api.openData(own), 'The page holds it in its own text.', nameOf(what), still)
    else if (read.state === 'none')
      set({ ...nothing, trouble: refused(read.why, 'Load the page again, or pick another picture.') })
    else {
      // On its way to the bench it is nobody else's business.
      const refusal = goal === 'library' ? await imported(what, still) : ''
      if (refusal !== null && mine === round) offer(what, refusal)
    }
  } catch (cause) {
    if (mine === round) fail(cause, placed)
  }
}

/** The addresses our server may try: the best, and the one the page shows. */
const tries = ({ addresses }: Picked) => {
  const open = addresses.filter((each) => each.startsWith('https:'))
  return [...new Set([open[0], open.at(-1)])].filter((each) => each !== undefined)
}

/** What the server says when it cannot have a picture that somebody else may still get. */
const closedToServer = ['unreachable-picture', 'wrong-type']

/** Has the server fetch it. Null when it is in the library; else the server's last word, empty where it was not asked. */
async function imported(what: Picked, still: () => boolean): Promise<string | null> {
  let refusal = ''
  for (const url of tries(what))
    try {
      await takeAddress(url, what.pageUrl, nameOf(what), still)
      return null
    } catch (cause) {
      if (!(cause instanceof Trouble) || !closedToServer.includes(cause.code)) throw cause
      refusal = cause.detail
    }
  return refusal
}

/** Neither the page nor our server can have it: says so, with the ways that are left. */
function offer(what: Picked, refusal: string): void {
  const { addresses, placed, read } = what
  const ask = addresses.find(hostOf) ?? null
  if (!ask && placed) return void cutPicture()
  const detail = [
    read.state === 'closed' && read.why,
    refusal && `Our server could not have it either. ${refusal}`,
  ]
  const remedies = [
    ask &&
      `Allow ${hostOf(ask)}, and this browser fetches it as you see it; the right is given back at once.`,
    placed
      ? 'Cut it out of the page as it is on your screen.'
      : 'Pick it on the page, and it is cut out there.',
  ].filter((each) => each !== null)
  set({
    ...nothing,
    ask,
    cut: placed,
    trouble: refused(
      detail.filter(Boolean).join(' '),
      remedies.join(' Or: '),
      'This picture is not handed to others',
    ),
  })
}

/** Asks for the right to the picture's host and fetches it. Call it inside a press. */
export async function allowHost(): Promise<void> {
  const { ask, cut } = inHand.peek()
  const host = ask && hostOf(ask)
  if (!host || !picked) return
  const [what, mine] = [picked, round]
  const otherwise = cut ? 'Cut it out of the page instead, or pick another picture.' : 'Pick another picture.'
  const fetched = fetchWithRight(ask, () => {
    if (mine === round) set({ ...nothing, busy: `Fetching it from ${host}` })
  })
  set({ busy: `Waiting for your answer about ${host}` })
  try {
    const file = await fetched
    if (mine !== round) return
    const from = `This browser fetched it from ${host}, with your permission.`
    if (file) return await take(file, from, nameOf(what), stillIs(mine))
    const detail = `You did not allow ${host}, so the picture was not fetched.`
    set({ ...nothing, ask, cut, trouble: refused(detail, otherwise, 'Not allowed') })
  } catch (cause) {
    if (mine !== round) return
    if (cause instanceof HostRefusal)
      set({ ...nothing, cut, trouble: refused(`${host} ${cause.message}.`, otherwise) })
    else fail(cause, cut)
  }
}

/** Cuts the picture out of what is on the screen. */
export async function cutPicture(): Promise<void> {
  const [opened, mine, tab] = [line, round, tabId]
  if (!opened || tab === null) return set({ ...nothing, trouble: gone() })
  set({ ...nothing, busy: 'Cutting it out of the page' })
  try {
    opened.tell({ type: 'show' })
    const sight = await opened.hear('in-sight')
    if (mine !== round) return
    if (!sight?.box) return set({ ...nothing, trouble: gone() })
    const piece = await cutOut(tab, sight.box, sight.view).finally(() => opened.tell({ type: 'put-back' }))
    const part = sight.cut ? ' A part of it was out of sight and is missing.' : ''
    await take(
      piece,
      `It is a cut-out of what was on your screen, not the picture itself.${part}`,
      'Cut-out',
      stillIs(mine),
    )
  } catch (cause) {
    if (mine === round) fail(cause, true)
  }
}

/** From now on answers each call on a picture, once. */
export async function followPictureCalls(): Promise<void> {
  let answered = await restoreInHand()
  if (as === 'popup') return
  effect(() => {
    const now = call.value
    const needs = now?.kind === 'tool' ? 'nothing' : 'an account'
    if (!now || now.at === answered || (needs === 'an account' && session.value !== 'in')) return
    if (now.kind !== 'picture' && now.kind !== 'pick' && now.kind !== 'tool') return
    answered = now.at
    untracked(() => {
      void markAnswered(now.at)
      const meant = menuTools.find(({ id }) => id === now.tool)
      if (meant) openTool(meant.tool, meant.values)
      void (now.kind === 'pick' ? pickPicture() : takeCalled(now))
    })
  })
}
