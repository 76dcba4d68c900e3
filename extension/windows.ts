import { answers, type Answer, type PageAsk } from './messages.ts'

/**
 * Opens the side panel for one tab. Call it inside a gesture with nothing awaited before it: the browser opens
 * the panel only while it still sees the press.
 */
export function openBeside(tabId: number): Promise<void> {
  void chrome.sidePanel.setOptions({ tabId, path: `panel.html?as=side&tab=${tabId}`, enabled: true })
  return chrome.sidePanel.open({ tabId })
}

/** Shows the panel inside the page itself, in its top frame. Needs the right to the page that a call gives. */
export const openInPage = (tabId: number): Promise<Answer<'show-panel'>> =>
  tell(tabId, 0, { type: 'show-panel', tabId }, () => injectPage(tabId, 0))

/** Puts the page script into one frame; a second time does nothing. Throws where we have no right to the page. */
export async function injectPage(tabId: number, frameId: number): Promise<void> {
  await chrome.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, files: ['page.js'] })
}

let held: { place: string; line: chrome.runtime.Port } | null = null

/**
 * Puts the page script into one frame and keeps it there until this window is closed: without a line to anybody it
 * leaves the page. While the line stands, so does the script.
 */
async function holdPage(tabId: number, frameId: number): Promise<void> {
  const place = `${tabId}:${frameId}`
  // As a rule the call has put it there already: a page is not to read the same script twice. A line alone is no proof
  // of it: that its page has gone may not have been heard yet.
  const seen: unknown = await chrome.tabs.sendMessage(tabId, { type: 'look' }, { frameId }).catch(() => null)
  const isThere = answers.look.safeParse(seen).success
  if (isThere && held?.place === place) return
  if (!isThere) await injectPage(tabId, frameId)
  held?.line.disconnect()
  const line = chrome.tabs.connect(tabId, { frameId })
  held = { place, line }
  line.onDisconnect.addListener(() => {
    // Reading it tells the browser that somebody knows: the page may have gone, which is no error.
    void chrome.runtime.lastError
    if (held?.line === line) held = null
  })
}

/**
 * Asks the page script, putting it there first where it is missing; it stays there while this window is open. A
 * page that cannot be reached is an answer like any other, never an error.
 */
export const askPage = <Ask extends PageAsk>(
  tabId: number,
  frameId: number,
  ask: Ask,
): Promise<Answer<Ask['type']>> => tell(tabId, frameId, ask, () => holdPage(tabId, frameId))

async function tell<Ask extends PageAsk>(
  tabId: number,
  frameId: number,
  ask: Ask,
  reach: () => Promise<void>,
): Promise<Answer<Ask['type']>> {
  const schema = answers[ask.type]
  try {
    await reach()
    return schema.parse(await chrome.tabs.sendMessage(tabId, ask, { frameId })) as Answer<Ask['type']>
  } catch {
    return schema.parse(unreachable[ask.type]) as Answer<Ask['type']>
  }
}

const outOfReach = {
  ok: false,
  why: 'Atelier cannot reach this page: it was not called here, or the page has changed since. Go to the page, press Alt+Shift+S, and try again.',
} as const

const unreachable: { [Type in PageAsk['type']]: Answer<Type> } = {
  look: { site: null, spot: null, draft: '', hasTitle: false, fileFirst: false, takesFiles: false },
  'insert-title': outOfReach,
  'insert-text': outOfReach,
  'insert-file': outOfReach,
  'show-panel': outOfReach,
  'hide-panel': outOfReach,
}

/** The tab in front of the window this page belongs to. */
export async function currentTab(): Promise<chrome.tabs.Tab | null> {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true })
  return tab ?? null
}
