import { closestDeep } from './deep.ts'

/** The button that is always there: over the page, beside one editor at a time. */
export interface StandingButton {
  standAt(editor: HTMLElement): void
  /** Takes it off the page. */
  away(): void
  /** Whether an event came from it, or a part of it has the focus. */
  has(target: EventTarget | null | undefined): boolean
}

export type Where = 'field' | 'site' | 'everywhere'

const style = `
  :host {
    all: initial !important; display: block !important; position: fixed !important; position-anchor: auto !important;
    inset: auto !important; right: calc(anchor(right) + 10px) !important;
    bottom: max(anchor(bottom) - 15px, 6px) !important; width: max-content !important;
    position-visibility: anchors-visible !important; color-scheme: light dark !important; overflow: visible !important;
  }
  .row, .menu { display: flex; box-sizing: border-box; border: 1px solid rgb(128 128 128 / .35);
    color: light-dark(#1c1a17, #f4efe6); background: light-dark(#fffdf9, #26231f);
    font: 500 13px/1.2 system-ui, sans-serif; box-shadow: 0 1px 5px rgb(0 0 0 / .16) }
  .row { border-radius: 15px; opacity: .8; transition: opacity .15s }
  .row:is(:hover, :focus-within, :has(+ :popover-open)) { opacity: 1 }
  button { display: block; box-sizing: border-box; margin: 0; border: 0; padding: 0; font: inherit; color: inherit;
    background: none; cursor: pointer }
  button:hover { background: rgb(128 128 128 / .16) }
  button:focus-visible { outline: 2px solid light-dark(#b4441c, #ff9d74); outline-offset: -2px }
  .call, .more { height: 28px; border-radius: 14px }
  .call { width: 30px; display: grid; place-items: center }
  .call svg { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 9; stroke-linecap: round;
    stroke-linejoin: round }
  .more { width: 24px; font-size: 15px }
  .menu { position: fixed; inset: auto; margin: 0; padding: 5px; border-radius: 12px; width: max-content;
    position-area: top span-left; position-try-fallbacks: flip-block; flex-direction: column; margin-block: 6px }
  .menu:not(:popover-open) { display: none }
  .menu button { min-height: 32px; padding: 6px 12px; border-radius: 8px; text-align: start }
  @media (forced-colors: active) {
    .row, .menu { border-color: ButtonBorder; color: ButtonText; background: ButtonFace; opacity: 1 }
    button:hover { outline: 2px solid Highlight; outline-offset: -2px }
    button:focus-visible { outline-color: Highlight }
  }
  @media (prefers-reduced-motion: reduce) { .row { transition: none } }
`
const easel = 'M64 18L30 108M64 18l34 90M36 46h56v40H36z'

/**
 * It floats in the top layer, held to its editor by the browser's own anchors: nothing of the page is touched or
 * moved, and nothing listens to scrolling. Coming after the editor in the order of the Tab key is the browser's
 * work too: the editor is what has shown it.
 */
export function createStandingButton(press: () => void, off: (where: Where) => void): StandingButton {
  let host: HTMLElement | null = null
  // An editor that is taken away, or hidden, has no size.
  const sizes = new ResizeObserver((seen) => {
    if (seen.some(({ target }) => !target.isConnected || target.getClientRects().length === 0)) away()
  })
  function away(): void {
    sizes.disconnect()
    host?.remove()
    host = null
  }
  function standAt(editor: HTMLElement): void {
    away()
    host = build(press, (where) => {
      away()
      editor.focus({ preventScroll: true })
      off(where)
    })
    // What stands outside an open modal dialog, or behind a full screen, cannot be used.
    const parent = closestDeep(editor, 'dialog:modal') ?? document.fullscreenElement ?? document.body
    parent.append(host)
    host.showPopover({ source: editor })
    sizes.observe(editor)
  }
  return { standAt, away, has: (target) => host !== null && target === host }
}

function build(press: () => void, off: (where: Where) => void): HTMLElement {
  const host = document.createElement('div')
  host.popover = 'manual'
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  root.adoptedStyleSheets = [sheet]
  // A press takes the focus from nobody: the caret stays in the editor.
  root.addEventListener('mousedown', (event) => event.preventDefault())

  const call = buttonOf('call', '', press)
  call.setAttribute('aria-label', 'Create with Atelier')
  call.title = 'Create with Atelier'
  call.append(drawEasel())
  const more = buttonOf('more', '⋮')
  more.setAttribute('aria-label', 'Take this button away')
  more.title = 'Take this button away'
  const menu = document.createElement('div')
  menu.className = 'menu'
  menu.popover = 'auto'
  menu.append(
    buttonOf('', 'Not at this field', () => off('field')),
    buttonOf('', `Not on ${location.hostname}`, () => off('site')),
    buttonOf('', 'On no site', () => off('everywhere')),
  )
  more.popoverTargetElement = menu
  const row = document.createElement('div')
  row.className = 'row'
  row.setAttribute('role', 'group')
  row.setAttribute('aria-label', 'Atelier')
  row.append(call, more)
  root.append(row, menu)
  return host
}

function buttonOf(name: string, words: string, act?: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = name
  button.textContent = words
  if (act) button.addEventListener('click', act)
  return button
}

function drawEasel(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 128 128')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(svg.namespaceURI, 'path')
  path.setAttribute('d', easel)
  svg.append(path)
  return svg
}
