import { useEffect, useState } from 'preact/hooks'
import { fileNamed } from '../state/bench-files.ts'
import { keepFile } from '../state/kept-files.ts'
import { know } from '../state/library.ts'
import { see, unsee, type Seen } from '../state/seen.ts'
import { Button } from '../ui/button.tsx'
import { FileChooser } from './file-chooser.tsx'
import type { FileInputProps } from './fields.tsx'

interface Props extends FileInputProps {
  onSet: (name: string, value: string | undefined) => void
}

/** A file that a tool's field names, such as a logo: kept on this machine, or taken from the library. */
export function ToolFile({ name, field, value, onSet }: Props) {
  const [choosing, setChoosing] = useState(false)
  const [seen, setSeen] = useState<Seen | null>(null)
  const [trouble, setTrouble] = useState('')
  const id = typeof value === 'string' ? value : null
  useEffect(() => {
    const stop = new AbortController()
    let mine: Seen | null = null
    setSeen(null)
    setTrouble('')
    if (id)
      fileNamed(id)
        .then((file) => see(file, stop.signal))
        .then(
          (got) => {
            mine = got
            if (stop.signal.aborted) unsee(got)
            else setSeen(got)
          },
          () => !stop.signal.aborted && setTrouble('This file is not here any more. Choose it again.'),
        )
    return () => {
      stop.abort()
      unsee(mine)
    }
  }, [id])
  const { label, help } = field
  const open = choosing || !id
  const take = (next: string) => {
    onSet(name, next)
    setChoosing(false)
  }
  return (
    <section class="source" aria-label={label}>
      <div class="line">
        <h2>{label}</h2>
        {id && (
          <Button kind="plain" expanded={open} onPress={() => setChoosing(!choosing)}>
            {open ? 'Keep this one' : 'Choose another'}
          </Button>
        )}
      </div>
      {help && <p class="help">{help}</p>}
      {seen && (
        <div class="source-frame small">
          <img src={seen.src} alt={label} />
        </div>
      )}
      {trouble && <p class="help over">{trouble}</p>}
      {open && (
        <FileChooser
          kind="image"
          accept="image/*,.tif,.tiff,.jxl,.heic,.heif"
          label={label}
          onFiles={([file]) =>
            file &&
            void keepFile(file).then(take, () => setTrouble('This browser has no room left to keep it.'))
          }
          onAsset={(asset) => {
            know(asset)
            take(asset.id)
          }}
        />
      )}
    </section>
  )
}
