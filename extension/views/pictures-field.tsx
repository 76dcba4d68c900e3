import type { TaskId } from '../../shared/task.ts'
import { setFile } from '../state/draft.ts'
import { bringFile, bringingOf, putAmong } from '../state/inputs.ts'
import { assetNow } from '../state/library.ts'
import { Button } from '../ui/button.tsx'
import { FileChooser } from './file-chooser.tsx'
import { TroubleNotice } from './trouble.tsx'

interface Props {
  task: TaskId
  name: string
  field: { label: string; help?: string; min: number; max: number }
  ids: readonly string[]
}

/** Several pictures in the order they are sent: added, moved, taken away. */
export function PicturesField({ task, name, field, ids }: Props) {
  const { label, help, min, max } = field
  const { busy, trouble } = bringingOf(task, name)
  const set = (next: readonly string[]) => setFile(task, name, next.length > 0 ? next : undefined)
  const move = (at: number, by: 1 | -1) => {
    const next = [...ids]
    const [id = ''] = next.splice(at, 1)
    next.splice(at + by, 0, id)
    set(next)
  }
  const bounds = min === max ? `${max} pictures` : `${min} to ${max} pictures`
  const takeAll = async (files: File[]) => {
    for (const file of files.slice(0, max - ids.length)) await bringFile(task, name, file, putAmong)
  }
  return (
    <section class="source" aria-label={label}>
      <div class="line">
        <h2>{label}</h2>
        <span class="faint">
          {ids.length} of {bounds}
        </span>
      </div>
      {help && <p class="help">{help}</p>}
      {ids.length > 0 && (
        <ol class="picked">
          {ids.map((id, at) => (
            <li key={id}>
              <div class="source-frame">
                <img src={assetNow(id)?.url} alt={`${label}, ${at + 1}`} />
                <span class="picked-number" aria-hidden="true">
                  {at + 1}
                </span>
              </div>
              <div class="picked-acts">
                <Button kind="plain" bare icon="back" disabled={at === 0} onPress={() => move(at, -1)}>
                  {`Move picture ${at + 1} forward`}
                </Button>
                <Button
                  kind="plain"
                  bare
                  icon="close"
                  onPress={() => set(ids.filter((other) => other !== id))}
                >
                  {`Remove picture ${at + 1}`}
                </Button>
                <Button
                  kind="plain"
                  bare
                  icon="on"
                  disabled={at === ids.length - 1}
                  onPress={() => move(at, 1)}
                >
                  {`Move picture ${at + 1} back`}
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      {busy && (
        <p class="help" role="status">
          Taking it into your library
        </p>
      )}
      {trouble && <TroubleNotice trouble={trouble} />}
      {ids.length < max && (
        <FileChooser
          kind="image"
          label={label}
          several
          onFiles={(files) => void takeAll(files)}
          onAsset={(asset) => putAmong(task, name, asset)}
        />
      )}
    </section>
  )
}
