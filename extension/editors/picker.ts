import type { PickerHold } from '../hold-picker.ts'

/**
 * Keeps the system's file picker shut while the page presses its own file field, and tells which field that was.
 * A field that stands in the page is seen from here; one that was never put there is seen only from the page's own
 * world, where the background lays a hook that lasts as long as the act.
 */
export async function withoutPicker<T>(
  act: (pressed: () => HTMLInputElement | null) => Promise<T>,
): Promise<T> {
  let pressed: HTMLInputElement | null = null
  const note = (target: EventTarget | null | undefined): boolean => {
    const field = target as HTMLInputElement | null | undefined
    if (field?.localName !== 'input' || field.type !== 'file') return false
    pressed = field
    return true
  }
  // In a shadow root the event's target is the host; the path begins at the true one.
  const hold = (event: Event) => {
    if (note(event.composedPath()[0])) event.preventDefault()
  }
  // An element travels between the two worlds in one place only: as what an event is related to.
  const name = crypto.randomUUID()
  const told = (event: Event) => note((event as MouseEvent).relatedTarget)
  addEventListener('click', hold, true)
  document.addEventListener(name, told)
  try {
    const ask: PickerHold = { type: 'hold-picker', name }
    await chrome.runtime.sendMessage(ask).catch(() => null)
    return await act(() => pressed)
  } finally {
    document.dispatchEvent(new Event(`${name}-end`))
    document.removeEventListener(name, told)
    removeEventListener('click', hold, true)
  }
}
