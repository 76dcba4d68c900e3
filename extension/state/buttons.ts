import { signal } from '@preact/signals'
import {
  forgetButton,
  keepButton,
  keepField,
  keepNoButtons,
  onButtons,
  patternOf,
  readButtons,
  type Buttons,
} from './kept-buttons.ts'
import { tabId } from './place.ts'

/** The sites that have a button of ours at their fields, or had one. Null until they are known. */
export const buttons = signal<Buttons | null>(null)

/** The site this panel was called on, where a button could stand; null for any other page. */
export const thisSite = signal<string | null>(null)

/** What became of the last change, when it was not what was asked for. */
export const buttonsSaid = signal('')

/** Learns what is kept and where we are. Returns the way to follow it no longer. */
export function followButtons(): () => void {
  void readButtons().then((now) => (buttons.value = now))
  void learnSite()
  return onButtons((now) => (buttons.value = now))
}

async function learnSite(): Promise<void> {
  // Without the right to the page its address is not told.
  const tab = tabId === null ? null : await chrome.tabs.get(tabId).catch(() => null)
  const url = tab?.url ? URL.parse(tab.url) : null
  thisSite.value = url?.protocol === 'https:' ? url.hostname : null
}

/** Call it inside a press with nothing awaited before it: the browser asks the person for the right to this site. */
export async function turnOn(host: string): Promise<void> {
  buttonsSaid.value = ''
  const allowed = await chrome.permissions.request({ origins: [patternOf(host)] })
  if (allowed) await keepButton(host, true)
  else buttonsSaid.value = `You did not allow it, so nothing was changed on ${host}.`
}

/** Takes the button off a site, and gives back the right to it. */
export async function turnOff(host: string): Promise<void> {
  buttonsSaid.value = ''
  await keepButton(host, false)
  await chrome.permissions.remove({ origins: [patternOf(host)] })
}

export async function turnOffEverywhere(): Promise<void> {
  buttonsSaid.value = ''
  const hosts = Object.keys(await readButtons())
  await keepNoButtons()
  await chrome.permissions.remove({ origins: hosts.map(patternOf) })
}

export const showAtField = (host: string, field: string): Promise<void> => keepField(host, field, true)

export const forgetSite = forgetButton
