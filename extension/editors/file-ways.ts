import type { Composer } from '../sites/composer.ts'
import { closestDeep, findAll, findVisible, isPressable } from '../sites/deep.ts'
import type { FileWayName } from '../sites/site.ts'
import { takes } from './arrival.ts'
import { placeCaret } from './caret.ts'
import type { Act } from './ladder.ts'
import { withoutPicker } from './picker.ts'
import { pasteOf } from './text.ts'
import { waitFor } from './wait-for.ts'

/** One way to hand a file to a composer. */
export interface FileWay {
  name: FileWayName
  said: string
  /** Makes ready; null where there is nothing to act on. */
  ready(composer: Composer, file: File): FileAct | null | Promise<FileAct | null>
}

/** An act, and the part of the page around a field that stands elsewhere than the composer. */
export interface FileAct extends Act {
  around?: Element | null
}

/** Best first. The first two open nothing and ask nothing; dropping is the least certain. */
export const fileWays: readonly FileWay[] = [
  {
    name: 'field',
    said: 'handed to the file field of the composer',
    ready: (composer, file) => handing(fieldsIn(composer.box, composer).find(taking(file)), file),
  },
  {
    name: 'pasted',
    said: 'pasted into the composer',
    ready({ editor }, file) {
      placeCaret(editor)
      return { hand: () => !editor.dispatchEvent(pasteOf(carrying(file))) }
    },
  },
  {
    name: 'button',
    said: 'added through the composer’s own button for media',
    async ready(composer, file) {
      const button = findVisible(composer.box, composer.spot?.files?.openers ?? [])
      if (!button || !isPressable(button)) return null
      const before = new Set(fieldsIn(document, composer))
      const field = await withoutPicker((pressed) => {
        button.click()
        return waitFor(
          () =>
            [pressed(), ...fieldsIn(document, composer).filter((each) => !before.has(each))].find(
              taking(file),
            ) ?? null,
          3000,
        )
      })
      return handing(field ?? undefined, file)
    },
  },
  {
    name: 'dropped',
    said: 'dropped on the composer',
    async ready({ editor, spot }, file) {
      const dataTransfer = carrying(file)
      const drag = dragOf(dataTransfer)
      const zone = spot?.files?.zones?.find(({ type }) => file.type.startsWith(type))
      if (!zone) return { hand: () => ['dragenter', 'dragover', 'drop'].map(drag(editor)).includes(false) }
      const end = () => void drag(editor)('dragend')
      ;['dragenter', 'dragover'].forEach(drag(editor))
      const target = await waitFor(() => findVisible(document, [zone.at]), 3000)
      if (!target) return (end(), null)
      return {
        hand() {
          const claimed = ['dragenter', 'dragover', 'drop'].map(drag(target)).includes(false)
          end()
          return claimed
        },
        undo: end,
      }
    },
  },
]

/** Sends what the browser would send while a file is dragged over an element, to its middle. */
const dragOf = (dataTransfer: DataTransfer) => (element: HTMLElement) => {
  const { left, top, width, height } = element.getBoundingClientRect()
  const at = { clientX: left + width / 2, clientY: top + height / 2 }
  return (type: string): boolean =>
    element.dispatchEvent(
      new DragEvent(type, { ...at, dataTransfer, bubbles: true, cancelable: true, composed: true }),
    )
}

function carrying(file: File): DataTransfer {
  const data = new DataTransfer()
  data.items.add(file)
  return data
}

/** File fields of a composer in this part of the page, best first. */
const fieldsIn = (root: Document | Element, { spot }: Composer): HTMLElement[] =>
  (spot?.files?.inputs ?? ['input[type="file"]']).flatMap((selector) => findAll(root, selector))

const taking =
  (file: File) =>
  (element: HTMLElement | null): element is HTMLInputElement => {
    const field = element as HTMLInputElement | null
    return field?.type === 'file' && !field.disabled && takes(field.accept, file.type, file.name)
  }

const handing = (field: HTMLInputElement | undefined, file: File): FileAct | null =>
  field
    ? {
        hand() {
          field.files = carrying(file).files
          field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
          field.dispatchEvent(new Event('change', { bubbles: true }))
          return false
        },
        // Left in the field unseen, the file would be sent with whatever the user adds later.
        undo: () => (field.value = ''),
        around: closestDeep(field, 'dialog, [role="dialog"], form'),
      }
    : null
