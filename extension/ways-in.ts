import { menuFolders, menuTools, type MenuTool } from './menu-tools.ts'
import type { Call } from './messages.ts'
import { rememberCall } from './state/calls.ts'
import { injectPage, openBeside, openInPage } from './windows.ts'

const toolLine = 'tool:'

const onPictures = (line: chrome.contextMenus.CreateProperties): chrome.contextMenus.CreateProperties => ({
  ...line,
  contexts: ['image'],
})

const lineOf = ({ id, title, under }: MenuTool) =>
  onPictures({ id: toolLine + id, title, ...(under && { parentId: under }) })

/** The entries of the right-click menu. Several of them at one place are folded by the browser under our name. */
const menus: readonly chrome.contextMenus.CreateProperties[] = [
  { id: 'compose', title: 'Create with Atelier', contexts: ['editable'] },
  { id: 'picture', title: 'Use this picture', contexts: ['image', 'video'] },
  ...menuTools.filter(({ under }) => !under).map(lineOf),
  ...Object.entries(menuFolders).map(([id, title]) => onPictures({ id, title })),
  ...menuTools.filter(({ under }) => under).map(lineOf),
  { id: 'show', title: 'Show Atelier on this page', contexts: ['page', 'editable'] },
  // For pictures the browser does not know as such.
  { id: 'pick', title: 'Pick a picture on this page', contexts: ['page', 'selection', 'action'] },
]

/** Writes the menu anew: on install, on update, on start. */
export function addMenus(): void {
  chrome.contextMenus.removeAll(() => {
    for (const entry of menus) chrome.contextMenus.create(entry)
  })
}

export function onMenu(info: chrome.contextMenus.OnClickData, tab?: chrome.tabs.Tab): void {
  if (tab?.id === undefined) return
  const kind = kindOf(info)
  const call: Call = {
    tabId: tab.id,
    frameId: frameOf(info),
    kind,
    picture: kind === 'picture' || kind === 'tool' ? (info.srcUrl ?? null) : null,
    ...(kind === 'tool' && { tool: String(info.menuItemId).slice(toolLine.length) }),
    pageUrl: info.pageUrl ?? tab.url ?? '',
    at: Date.now(),
  }
  if (info.menuItemId === 'show') answerInPage(call)
  else answerBeside(call)
}

function kindOf({ menuItemId, editable }: chrome.contextMenus.OnClickData): Call['kind'] {
  if (menuItemId === 'picture' || menuItemId === 'pick') return menuItemId
  if (String(menuItemId).startsWith(toolLine)) return 'tool'
  return editable ? 'compose' : 'open'
}

export function onCommand(command: string, tab?: chrome.tabs.Tab): void {
  if (command !== 'open-panel' || tab?.id === undefined) return
  const pageUrl = tab.url ?? ''
  answerBeside({ tabId: tab.id, frameId: 0, kind: 'compose', picture: null, pageUrl, at: Date.now() })
}

/**
 * The frame to work in. One of the page's own origin is seen from the page itself, where its site is known too; what
 * has no address of its own belongs to the page it stands in.
 */
function frameOf({ frameId = 0, frameUrl, pageUrl }: chrome.contextMenus.OnClickData): number {
  const originOf = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).origin : 'null')
  return [originOf(pageUrl), 'null'].includes(originOf(frameUrl)) ? 0 : frameId
}

/** A press of the button that is always there. */
export function callFromButton({ tab, frameId = 0 }: chrome.runtime.MessageSender): void {
  if (tab?.id === undefined) return
  const pageUrl = tab.url ?? ''
  answerBeside({ tabId: tab.id, frameId, kind: 'compose', picture: null, pageUrl, at: Date.now() })
}

/** Opens the panel while the gesture lasts; what was meant follows behind it. */
function answerBeside(call: Call): void {
  void openBeside(call.tabId)
  void rememberCall(call)
  // The page script notes which editor has the focus. Some pages (the browser's own) refuse it: the panel says so.
  void injectPage(call.tabId, call.frameId).catch(() => undefined)
}

function answerInPage(call: Call): void {
  void rememberCall(call)
  void injectPage(call.tabId, call.frameId).catch(() => undefined)
  void openInPage(call.tabId)
}
