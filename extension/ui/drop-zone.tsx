import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Button } from './button.tsx'
import { droppedFiles } from './dropped-files.ts'
import { Icon } from './icon.tsx'

interface DropProps {
  onFiles: (files: File[]) => void
  /** Something of our own that was dragged here, by what its row says of it. */
  onThing?: (id: string) => void
}

/** What our own rows say of a thing that is dragged. */
export const dragType = 'application/x-atelier-asset'

/** Everything dropped on an element, or pasted while it is there. `over`: something hangs above it now. */
export function useDrop({ onFiles, onThing }: DropProps) {
  const [over, setOver] = useState(false)
  const take = useRef(onFiles)
  take.current = onFiles
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      take.current(files)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
  return {
    over,
    drop: {
      onDragOver(event: DragEvent) {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent) {
        const inside = event.relatedTarget instanceof Node && event.currentTarget instanceof Node
        if (!inside || !(event.currentTarget as Node).contains(event.relatedTarget as Node)) setOver(false)
      },
      onDrop(event: DragEvent) {
        event.preventDefault()
        setOver(false)
        if (!event.dataTransfer) return
        const thing = event.dataTransfer.getData(dragType)
        if (thing) return onThing?.(thing)
        void droppedFiles(event.dataTransfer).then((files) => files.length > 0 && take.current(files))
      },
    },
  }
}

interface FileButtonProps {
  accept: string
  several?: boolean
  strong?: boolean
  onFiles: (files: File[]) => void
  children: string
}

/** A button that asks for files. */
export function FileButton({ accept, several, strong, onFiles, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind={strong ? 'strong' : 'plain'} icon="upload" onPress={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept={accept}
        multiple={several}
        aria-label={children}
        onChange={(event) => {
          const list = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          if (list.length > 0) onFiles(list)
        }}
      />
    </>
  )
}

interface Props extends DropProps {
  title: string
  /** What it takes, in words. */
  says: string
  /** As an input names types: "image/*,.jxl". */
  accept: string
  several?: boolean
  /** Whether a whole folder may be chosen. */
  folders?: boolean
  /** Something hangs above the screen this is part of. */
  over: boolean
  /** Further ways, under the buttons. */
  children?: ComponentChildren
}

/** Where nothing lies yet: says what it takes and how it gets here. The screen around it catches what is dropped. */
export function DropZone({ title, says, accept, several, folders, over, onFiles, children }: Props) {
  const id = useId()
  const folder = useRef<HTMLInputElement>(null)
  const chosen = (event: { currentTarget: HTMLInputElement }) => {
    // Systems leave hidden files of their own in folders.
    const list = [...(event.currentTarget.files ?? [])].filter(({ name }) => !name.startsWith('.'))
    event.currentTarget.value = ''
    if (list.length > 0) onFiles(list)
  }
  return (
    <section class={over ? 'drop-zone over' : 'drop-zone'} aria-labelledby={id}>
      <Icon name="picture" />
      <p class="drop-title" id={id}>
        {over ? 'Let go here' : title}
      </p>
      <p class="faint">{says}</p>
      <div class="button-row">
        <FileButton strong accept={accept} several={several ?? false} onFiles={onFiles}>
          {several ? 'Choose files' : 'Choose a file'}
        </FileButton>
        {folders && (
          <Button icon="folder" onPress={() => folder.current?.click()}>
            Choose a folder
          </Button>
        )}
      </div>
      {folders && (
        <input
          ref={folder}
          hidden
          type="file"
          multiple
          aria-label="A folder"
          {...{ webkitdirectory: true }}
          onChange={chosen}
        />
      )}
      {children}
    </section>
  )
}
