import { ButtonAsk, type ButtonWord } from './messages.ts'
import { keepButton, keepField, keepNoButtons, patternOf, readButtons } from './state/kept-buttons.ts'
import { callFromButton } from './ways-in.ts'

/** The button that is always there: one registered script for each site it was asked for at, and for no other. */

const prefix = 'button:'

let last: Promise<void> = Promise.resolve()

/**
 * Brings the registered scripts and the open pages to what is kept and what is allowed: after a change of either,
 * also one made in the browser's own settings, on start and after an update. Twice does no harm.
 */
export const placeButtons = (): Promise<void> => (last = last.then(place, place))

async function place(): Promise<void> {
  const wanted = new Set<string>()
  for (const [host, { on }] of Object.entries(await readButtons())) {
    if (!on) continue
    const allowed = await chrome.permissions.contains({ origins: [patternOf(host)] })
    if (allowed) wanted.add(host)
    // The right was taken back: a right given later, for something else, must not bring the button along.
    else await keepButton(host, false)
  }
  const registered = await chrome.scripting.getRegisteredContentScripts()
  const there = registered.flatMap(({ id }) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : []))
  const gone = there.filter((host) => !wanted.has(host))
  if (gone.length > 0)
    await chrome.scripting.unregisterContentScripts({ ids: gone.map((host) => prefix + host) })
  for (const host of wanted) if (!there.includes(host)) await register(host)
  await tellPages()
}

async function register(host: string): Promise<void> {
  const script = { js: ['button.js'], matches: [patternOf(host)], allFrames: true }
  await chrome.scripting.registerContentScripts([
    { ...script, id: prefix + host, runAt: 'document_idle', persistAcrossSessions: true },
  ])
  // Pages that are open already have it at once.
  const tabs = await chrome.tabs.query({ url: patternOf(host) })
  await Promise.allSettled(
    tabs.map(({ id = chrome.tabs.TAB_ID_NONE }) =>
      chrome.scripting.executeScript({ target: { tabId: id, allFrames: true }, files: ['button.js'] }),
    ),
  )
}

/** Whoever has a button asks again. Without a right to a site its tabs cannot be told apart: all are told. */
async function tellPages(): Promise<void> {
  const tabs = await chrome.tabs.query({})
  const word = { type: 'buttons-changed' }
  await Promise.allSettled(tabs.map(({ id = chrome.tabs.TAB_ID_NONE }) => chrome.tabs.sendMessage(id, word)))
}

/** Answers the button in a page. */
export function onButton(
  message: unknown,
  sender: chrome.runtime.MessageSender,
  respond: (word: ButtonWord) => void,
): boolean {
  const ask = ButtonAsk.safeParse(message).data
  const host = sender.url && URL.parse(sender.url)?.hostname
  if (!ask || !host) return false
  // The panel opens only while the browser still sees the press: nothing may be awaited before it.
  if (ask.type === 'button-pressed') callFromButton(sender)
  else if (ask.type === 'button-at') {
    void wordFor(host, ask.field).then(respond)
    return true
  } else void takeAway(host, ask)
  return false
}

async function wordFor(host: string, field: string): Promise<ButtonWord> {
  const site = (await readButtons())[host]
  if (!site?.on) return 'leave'
  return site.fieldsOff.includes(field) ? 'not-here' : 'stand'
}

async function takeAway(host: string, { where, field }: ButtonAsk & { type: 'button-off' }): Promise<void> {
  if (where === 'field') return keepField(host, field, false)
  const hosts = where === 'site' ? [host] : Object.keys(await readButtons())
  if (where === 'site') await keepButton(host, false)
  else await keepNoButtons()
  await chrome.permissions.remove({ origins: hosts.map(patternOf) })
}
