import { findAll } from './deep.ts'
import { rememberFocus } from './focus.ts'
import type { Need } from './stay.ts'

/** The panel inside the page: our own page in a frame, in a shadow root that the page's styles cannot reach. */
export interface Mount {
  show(tabId: number): void
  /** Takes everything away again and gives the focus back. */
  hide(): void
  /** Gives up what the page itself has taken away. */
  tidy(): void
}

const place: Readonly<Record<string, string>> = {
  all: 'initial',
  display: 'block',
  position: 'fixed',
  right: '16px',
  bottom: '16px',
  width: 'min(400px, calc(100vw - 32px))',
  height: 'min(680px, calc(100vh - 32px))',
  'z-index': '2147483647',
}

const inside = `
  :host { color-scheme: light dark }
  .card { position: absolute; inset: 0; overflow: hidden; border-radius: 16px; background: Canvas;
          box-shadow: 0 0 0 1px rgb(0 0 0 / .12), 0 16px 48px rgb(0 0 0 / .28) }
  iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0 }
  button { position: absolute; top: -12px; right: -12px; width: 32px; height: 32px; padding: 0; border: 0;
           border-radius: 50%; font: 20px/1 system-ui, sans-serif; color: Canvas; background: CanvasText;
           box-shadow: 0 2px 8px rgb(0 0 0 / .3); cursor: pointer }
  button:focus-visible { outline: 2px solid CanvasText; outline-offset: 2px }
`

/** The panel fills no part of the page's flow: nothing shifts, and no listener of ours is left on the page. */
export function createMount(need: Need): Mount {
  let host: HTMLElement | null = null
  let dialog: HTMLElement | null = null
  let focusBack = () => {}
  let over = () => {}

  const hide = () => {
    dialog?.removeEventListener('close', leaveDialog)
    host?.remove()
    host = dialog = null
    over()
    focusBack()
    focusBack = () => {}
  }
  const tidy = () => {
    if (host && !host.isConnected) hide()
  }
  // A dialog that closes would take the panel with it.
  const leaveDialog = () => {
    if (host) document.body.moveBefore(host, null)
    dialog?.removeEventListener('close', leaveDialog)
    dialog = null
  }
  const show = (tabId: number) => {
    if (host?.isConnected) return
    tidy()
    over = need()
    focusBack = rememberFocus()
    host = document.createElement('div')
    for (const [name, value] of Object.entries(place)) host.style.setProperty(name, value, 'important')
    const root = host.attachShadow({ mode: 'closed' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(inside)
    root.adoptedStyleSheets = [sheet]
    const card = document.createElement('div')
    card.className = 'card'
    const frame = document.createElement('iframe')
    frame.src = chrome.runtime.getURL(`panel.html?as=page&tab=${tabId}`)
    frame.title = 'Atelier'
    frame.allow = 'clipboard-write'
    const close = document.createElement('button')
    close.type = 'button'
    close.textContent = '×'
    close.setAttribute('aria-label', 'Close Atelier')
    close.addEventListener('click', hide)
    card.append(frame)
    root.append(card, close)
    // Everything outside an open modal dialog, or behind a full screen, cannot be used.
    dialog = findAll(document, 'dialog:modal').at(-1) ?? null
    dialog?.addEventListener('close', leaveDialog)
    const parent = document.fullscreenElement ?? dialog ?? document.body
    parent.append(host)
    frame.focus()
    // The focus does not follow by itself into our page, which takes the place of the frame's empty one.
    const follow = () => {
      if (root.activeElement !== frame) return
      frame.blur()
      frame.focus()
    }
    frame.addEventListener('load', follow, { once: true })
  }
  return { show, hide, tidy }
}
