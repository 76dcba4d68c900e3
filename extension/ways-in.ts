import type { Call } from './messages.ts'
import { rememberCall } from './state/calls.ts'
import { injectPage, openBeside, openInPage } from './windows.ts'

/** The entries of the right-click menu. */
const menus: readonly chrome.contextMenus.CreateProperties[] = [
  { id: 'compose', title: 'Create with Atelier', contexts: ['editable'] },
  {
    id: 'animate',
    title: 'Animate this image',
    contexts: ['image'],
    // Other pictures (blob:, http:) cannot be read by us afterwards.
    targetUrlPatterns: ['https://*/*', 'data:*'],
  },
  { id: 'show', title: 'Show Atelier on this page', contexts: ['page', 'editable'] },
]

/** Writes the menu anew: on install, on update, on start. */
export function addMenus(): void {
  chrome.contextMenus.removeAll(() => {
    for (const entry of menus) chrome.contextMenus.create(entry)
  })
}

export function onMenu(info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab): void {
  if (tab?.id === undefined) return
  const place = { tabId: tab.id, frameId: info.frameId ?? 0, pageUrl: info.pageUrl ?? tab.url ?? '' }
  if (info.menuItemId === 'show') return void openInPage(tab.id)
  if (info.menuItemId === 'animate')
    answer({ ...place, kind: 'animate', picture: info.srcUrl ?? null, at: Date.now() })
  else answer({ ...place, kind: 'compose', picture: null, at: Date.now() })
}

export function onCommand(command: string, tab?: chrome.tabs.Tab): void {
  if (command !== 'open-panel' || tab?.id === undefined) return
  answer({
    tabId: tab.id,
    frameId: 0,
    kind: 'compose',
    picture: null,
    pageUrl: tab.url ?? '',
    at: Date.now(),
  })
}

/** Opens the panel while the gesture lasts; what was meant follows behind it. */
function answer(call: Call): void {
  void openBeside(call.tabId)
  void rememberCall(call)
  // The page script notes which editor had the focus. Some pages (the browser's own) refuse it: the panel says so.
  void injectPage(call.tabId, call.frameId).catch(() => undefined)
}
