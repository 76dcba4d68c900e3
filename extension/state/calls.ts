import { Call } from '../messages.ts'
import { kept } from './kept.ts'

/** How the panel was last called in each tab: written by the background, read by the panel. */
const keptCall = (tabId: number) => kept('session', `call:${tabId}`, Call)

export const rememberCall = (call: Call) => keptCall(call.tabId).write(call)

export const callOf = (tabId: number) => keptCall(tabId).read()

/** Tells of every new call in this tab. Returns the way to stop. */
export const onCall = (tabId: number, listener: (call: Call) => void) =>
  keptCall(tabId).watch((call) => call && listener(call))
