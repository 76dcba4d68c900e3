/** Every right the extension asks for and why: for the person, for the store's reviewer, and for the manifest. */
export const permissions = {
  activeTab:
    'Reaches the one page you call Atelier on, from the moment you call it until you leave that page; no page before.',
  contextMenus:
    'Adds "Create with Atelier" at editors and, on pictures, "Use this picture" and what this machine can make of them to the right-click menu.',
  scripting: 'Puts the small script that finds your composer into the page you called Atelier on.',
  sidePanel: 'Shows Atelier beside the page, so that nothing of ours has to stand in it.',
  storage: 'Keeps you signed in, and keeps your draft and running work when you close the panel.',
} as const

/** Hosts that may be asked for one at a time, on a press, and why; none of them is ours before. */
export const optionalHosts = {
  'https://*/*':
    'Keeps a small button at the fields of one site, after you have asked for it there and allowed that one site; or fetches one picture that a site shows to you alone, after which the right is given back.',
  'http://*/*':
    'Fetches one picture of a site without https, after you have allowed that one site; given back at once.',
} as const

/** Which files a page may load by a link of ours, and why. */
export const webAccessible = {
  'panel.html': 'The panel, when you ask for it inside the page; at an address that is new in every session.',
} as const

/** Nothing but our own packaged code runs; WebAssembly is allowed for pictures and videos made on this device. */
export const contentSecurityPolicy = "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'"
