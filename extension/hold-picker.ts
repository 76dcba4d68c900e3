import { z } from 'zod/mini'

/** What the page script asks: keep the system's file picker shut until an event of this name ends it. */
const PickerHold = z.strictObject({ type: z.literal('hold-picker'), name: z.string() })
export type PickerHold = z.infer<typeof PickerHold>

/** Hears the page script's one question; anything else is for others. */
export function answerPage(
  message: unknown,
  sender: chrome.runtime.MessageSender,
  respond: (laid: boolean) => void,
): boolean {
  const ask = PickerHold.safeParse(message)
  if (!ask.success || sender.tab?.id === undefined) return false
  holdPicker(sender.tab.id, sender.frameId ?? 0, ask.data.name).then(
    () => respond(true),
    () => respond(false),
  )
  return true
}

/** Lays the hook of `editors/picker.ts` in the page's own world; it is gone when the page script says so. */
async function holdPicker(tabId: number, frameId: number, name: string): Promise<void> {
  await chrome.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    world: 'MAIN',
    func: hold,
    args: [name],
  })
}

/** Runs in the page's own world, by itself: nothing outside of it can be named here. */
function hold(name: string): void {
  const undo: (() => void)[] = []
  const isFile = (element: unknown): element is HTMLInputElement =>
    element !== null &&
    (element as HTMLInputElement).localName === 'input' &&
    (element as HTMLInputElement).type === 'file'
  const tell = (relatedTarget: HTMLInputElement) =>
    document.dispatchEvent(new MouseEvent(name, { relatedTarget }))
  /** Puts something else in the place of a method until the end. */
  const replace = (
    owner: object,
    key: string,
    instead: (was: (...args: unknown[]) => unknown) => unknown,
  ) => {
    const found = Object.getOwnPropertyDescriptor(owner, key)
    if (!found?.configurable || typeof found.value !== 'function') return
    Object.defineProperty(owner, key, { ...found, value: instead(found.value) })
    undo.push(() => Object.defineProperty(owner, key, found))
  }
  const layIn = (realm: Window & typeof globalThis) => {
    const pressing = (was: (...args: unknown[]) => unknown) =>
      function (this: unknown, ...args: unknown[]) {
        // One in the page is held by its click, so that the page's own listeners hear of it as ever.
        if (isFile(this) && !this.isConnected) return void tell(this)
        return was.apply(this, args)
      }
    replace(realm.HTMLElement.prototype, 'click', pressing)
    replace(
      realm.HTMLInputElement.prototype,
      'showPicker',
      (was) =>
        function (this: unknown, ...args: unknown[]) {
          return isFile(this) ? void tell(this) : was.apply(this, args)
        },
    )
    // A page may have put `click` aside before: its new fields are held by their own click.
    const made = (was: (...args: unknown[]) => unknown) =>
      function (this: unknown, ...args: unknown[]) {
        const element = was.apply(this, args) as HTMLElement
        if (element.localName !== 'input') return element
        const held = (event: Event) => {
          if (!isFile(element) || event.defaultPrevented) return
          event.preventDefault()
          tell(element)
        }
        element.addEventListener('click', held)
        undo.push(() => element.removeEventListener('click', held))
        return element
      }
    replace(realm.Document.prototype, 'createElement', made)
    replace(realm.Document.prototype, 'createElementNS', made)
    replace(
      realm,
      'showOpenFilePicker',
      () => () => Promise.reject(new realm.DOMException('The user aborted a request.', 'AbortError')),
    )
  }
  const realms = (realm: Window & typeof globalThis): void => {
    try {
      layIn(realm)
    } catch {
      // Somebody else's frame.
      return
    }
    for (let i = 0; i < realm.frames.length; i++) realms(realm.frames[i] as Window & typeof globalThis)
  }
  realms(window)
  const end = () => {
    clearTimeout(limit)
    document.removeEventListener(`${name}-end`, end)
    for (const step of undo.reverse()) step()
  }
  const limit = setTimeout(end, 10_000)
  document.addEventListener(`${name}-end`, end)
}
