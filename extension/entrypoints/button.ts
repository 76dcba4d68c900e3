import type { UnlistedScriptDefinition } from 'wxt'
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { ButtonAsk, ButtonWord } from '../messages.ts'
import { createStandingButton } from '../sites/button.ts'
import { editorAt } from '../sites/composer.ts'
import { deepActive, isVisible } from '../sites/deep.ts'

/**
 * Runs on sites a person has asked for a button at, and on no other. It waits for the focus to come to a place to
 * write, and does nothing before; it hears no key, no input and no scrolling. When the site is switched off it takes
 * itself away.
 */
const button: UnlistedScriptDefinition = defineUnlistedScript(() => {
  const mark = globalThis as { atelierButton?: true }
  if (mark.atelierButton) return
  mark.atelierButton = true

  const leaving = new AbortController()
  const words = new Map<string, ButtonWord>()
  let editor: HTMLElement | null = null
  const standing = createStandingButton(
    () => void tell({ type: 'button-pressed' }),
    (where) => void tell({ type: 'button-off', where, field: editor ? nameOf(editor) : '' }),
  )

  /** Null when nobody is there to answer: the extension was updated, or taken out. */
  async function tell(ask: ButtonAsk): Promise<ButtonWord | null> {
    try {
      return await chrome.runtime.sendMessage<ButtonAsk, ButtonWord>(ask)
    } catch {
      leave()
      return null
    }
  }
  function leave(): void {
    leaving.abort()
    standing.away()
    if (chrome.runtime?.id) chrome.runtime.onMessage.removeListener(hear)
    delete mark.atelierButton
  }

  async function follow(next: HTMLElement | null): Promise<void> {
    editor = next
    if (!next) return standing.away()
    const field = nameOf(next)
    const word = words.get(field) ?? (await tell({ type: 'button-at', field }))
    if (!word || leaving.signal.aborted) return
    if (word === 'leave') return leave()
    words.set(field, word)
    // The focus may have moved on, and the editor may be gone.
    if (editor !== next) return
    if (word === 'stand' && isVisible(next)) standing.standAt(next)
    else standing.away()
  }

  /** The document hears nothing of the focus moving inside a shadow root: each is followed by itself. */
  const roots = new WeakSet<EventTarget>()
  function listen(root: Document | ShadowRoot): void {
    if (roots.has(root)) return
    roots.add(root)
    root.addEventListener('focusin', note, { capture: true, passive: true, signal: leaving.signal })
  }
  function note(event: Event): void {
    const path = event.composedPath()
    for (const each of path) if (each instanceof ShadowRoot) listen(each)
    const [target] = path
    if (!standing.has(target) && target instanceof HTMLElement && placeToWrite(target) !== editor)
      void follow(placeToWrite(target))
  }

  function hear(message: unknown): void {
    if ((message as { type?: unknown } | null)?.type !== 'buttons-changed') return
    words.clear()
    void follow(editor ?? placeToWrite(deepActive()))
  }

  chrome.runtime.onMessage.addListener(hear)
  listen(document)
  void follow(placeToWrite(deepActive()))
})

/** The editor an element belongs to; a single line (a search field, say) is none. Frames have a button of their own. */
function placeToWrite(element: HTMLElement | null): HTMLElement | null {
  const editor = element?.ownerDocument === document ? editorAt(element) : null
  return editor?.localName === 'input' ? null : editor
}

/** What a person calls this field, as far as the page says it. */
function nameOf(editor: HTMLElement): string {
  const labels = editor instanceof HTMLTextAreaElement ? [...editor.labels].map((each) => each.innerText) : []
  const told = ['aria-label', 'aria-placeholder', 'data-placeholder', 'placeholder', 'name', 'id'].map(
    (name) => editor.getAttribute(name),
  )
  const name = [...labels, ...told].find((each) => each?.trim()) ?? 'a field without a name'
  return name.trim().replace(/\s+/g, ' ').slice(0, 80)
}

export default button
