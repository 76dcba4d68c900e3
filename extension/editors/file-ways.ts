import type { Composer } from '../sites/composer.ts'
import { findAll, findVisible } from '../sites/deep.ts'
import { takes } from './arrival.ts'
import { placeCaret } from './caret.ts'
import { pasteOf } from './text.ts'
import { waitFor } from './wait-for.ts'

/** One way to hand a file to a composer. */
export interface FileWay {
  name: 'pasted' | 'field' | 'button' | 'dropped'
  said: string
  /** Makes ready. Null when there is nothing to act on. */
  ready(composer: Composer, file: File): Act | null | Promise<Act | null>
}

export interface Act {
  /** Hands the file over, once. */
  hand(): void
  /** Takes it back where nothing came of it. */
  undo?(): void
}

/** Best first. Pasting opens nothing and asks nothing; dropping is the least certain. */
export const fileWays: readonly FileWay[] = [
  {
    name: 'pasted',
    said: 'pasted into the composer',
    ready({ editor }, file) {
      placeCaret(editor)
      return { hand: () => void editor.dispatchEvent(pasteOf(carrying(file))) }
    },
  },
  {
    name: 'field',
    said: 'handed to the file field of the composer',
    ready: (composer, file) => handing(fileInput(composer, file), file),
  },
  {
    name: 'button',
    said: 'added through the composer’s own button for media',
    async ready(composer, file) {
      const button = findVisible(scopeOf(composer), composer.spot?.files?.openers ?? [])
      if (!button) return null
      const input = await withoutPicker(() => {
        button.click()
        return waitFor(() => fileInput(composer, file), 3000)
      })
      return handing(input, file)
    },
  },
  {
    name: 'dropped',
    said: 'dropped on the composer',
    ready({ editor }, file) {
      const { left, top, width, height } = editor.getBoundingClientRect()
      const at = { clientX: left + width / 2, clientY: top + height / 2 }
      const dataTransfer = carrying(file)
      const send = (type: string) =>
        editor.dispatchEvent(
          new DragEvent(type, { ...at, dataTransfer, bubbles: true, cancelable: true, composed: true }),
        )
      return { hand: () => ['dragenter', 'dragover', 'drop'].forEach(send) }
    },
  },
]

/** Where a composer's parts are looked for: a known site's may stand anywhere, for their selectors are exact. */
export const scopeOf = (composer: Composer): Document | Element =>
  composer.spot?.files ? document : composer.box

function carrying(file: File): DataTransfer {
  const data = new DataTransfer()
  data.items.add(file)
  return data
}

function fileInput(composer: Composer, file: File): HTMLInputElement | null {
  const selectors = composer.spot?.files?.inputs ?? ['input[type="file"]']
  const inputs = selectors.flatMap((selector) => findAll(scopeOf(composer), selector))
  return (
    inputs.find(
      (input): input is HTMLInputElement =>
        input instanceof HTMLInputElement && !input.disabled && takes(input.accept, file.type, file.name),
    ) ?? null
  )
}

const handing = (input: HTMLInputElement | null, file: File): Act | null =>
  input && {
    hand() {
      input.files = carrying(file).files
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
      input.dispatchEvent(new Event('change', { bubbles: true }))
    },
    // Left in the field unseen, the file would be sent with whatever the user adds later.
    undo: () => (input.value = ''),
  }

/** Keeps the system's file picker shut while the page presses its own file field. */
async function withoutPicker<T>(act: () => Promise<T>): Promise<T> {
  // In a shadow root the event's target is the host; the path begins at the true one.
  const hold = (event: Event) => {
    const [target] = event.composedPath()
    if (target instanceof HTMLInputElement && target.type === 'file') event.preventDefault()
  }
  addEventListener('click', hold, true)
  try {
    return await act()
  } finally {
    removeEventListener('click', hold, true)
  }
}
