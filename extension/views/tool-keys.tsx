import { useEffect, useRef } from 'preact/hooks'
import { clearFiles, showFile } from '../state/bench-files.ts'
import { bench, canRedo, canUndo, redo, undo } from '../state/bench.ts'
import { downloadMade } from '../state/made.ts'
import { preview } from '../state/preview.ts'
import { isStudio, openStudio } from '../state/studio.ts'
import { Button } from '../ui/button.tsx'

const keys: readonly (readonly [keys: string, does: string])[] = [
  ['Ctrl+V', 'Take what was copied'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'Undo, redo'],
  ['Ctrl+S', 'Download the result'],
  ['[ ]', 'The file before, the next one'],
  ['Delete', 'Put away what is in hand'],
  ['+ − 0 1', 'On the picture: nearer, further, all of it, true pixels'],
  ['Arrows', 'On the picture: move it'],
  ['?', 'Show these keys'],
]

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=range])'))

/** The keys of a tool's screen, and the list of them. */
export function ToolKeys() {
  const list = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { files, shown } = bench.peek()
      const ctrl = event.ctrlKey || event.metaKey
      const acts: Record<string, (() => void) | false> = ctrl
        ? {
            z: () => (event.shiftKey ? redo() : undo()),
            y: redo,
            s: () => {
              const { made, fresh } = preview.peek()
              if (fresh) void downloadMade(made)
            },
          }
        : {
            '?': () => list.current?.showModal(),
            '[': shown > 0 && (() => showFile(shown - 1)),
            ']': shown < files.length - 1 && (() => showFile(shown + 1)),
            delete: clearFiles,
          }
      const act = acts[event.key.toLowerCase()]
      if (!act || event.altKey || (isTyping(event.target) && event.key.toLowerCase() !== 's')) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return (
    <dialog class="keys" ref={list} aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={() => list.current?.close()}>Close</Button>
    </dialog>
  )
}

export const UndoButtons = () => (
  <div class="undo-buttons">
    <Button kind="plain" bare icon="undo" disabled={!canUndo.value} onPress={undo}>
      Undo
    </Button>
    <Button kind="plain" bare icon="redo" disabled={!canRedo.value} onPress={redo}>
      Redo
    </Button>
    <Button
      kind="plain"
      bare
      icon="keys"
      onPress={() => document.querySelector<HTMLDialogElement>('dialog.keys')?.showModal()}
    >
      Keys
    </Button>
    {!isStudio && (
      <Button kind="plain" bare icon="large" onPress={() => void openStudio()}>
        Open it large, in the studio
      </Button>
    )}
  </div>
)
