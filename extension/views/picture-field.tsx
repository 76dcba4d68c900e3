import { useId, useState } from 'preact/hooks'
import type { TaskId } from '../../shared/task.ts'
import { bringFile, bringingOf, putIn } from '../state/inputs.ts'
import { assetNow, library } from '../state/library.ts'
import { call } from '../state/place.ts'
import { takeCalledPicture } from '../state/picture.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { TroubleNotice } from './trouble.tsx'

interface Props {
  task: TaskId
  name: string
  label: string
  value: string | null
}

/** The picture to work on: the one Atelier was called at, a file, or one of the library. */
export function PictureField({ task, name, label, value }: Props) {
  const [choosing, setChoosing] = useState(false)
  const { from, busy, trouble } = bringingOf(task, name)
  const asset = value ? assetNow(value) : null
  const src = asset?.url ?? from
  const open = choosing || (!src && !busy)
  return (
    <section class="source" aria-label={label}>
      <div class="line">
        <h2>{label}</h2>
        {src && (
          <Button kind="plain" expanded={open} onPress={() => setChoosing(!choosing)}>
            {open ? 'Keep this one' : 'Choose another'}
          </Button>
        )}
      </div>
      {src && (
        <div class={busy ? 'source-frame busy' : 'source-frame'}>
          <img src={src} alt={label} />
          {busy && (
            <span class="source-veil">
              <span class="spinner" aria-hidden="true" /> Taking it into your library
            </span>
          )}
        </div>
      )}
      {trouble && (
        <TroubleNotice
          trouble={trouble}
          {...(from && call.value?.picture === from && { onRetry: () => void takeCalledPicture() })}
        />
      )}
      {open && <Chooser {...{ task, name }} onChosen={() => setChoosing(false)} />}
    </section>
  )
}

interface ChooserProps {
  task: TaskId
  name: string
  onChosen: () => void
}

function Chooser({ task, name, onChosen }: ChooserProps) {
  const id = useId()
  const pictures = (library.now.value.value ?? []).filter((asset) => asset.kind === 'image').slice(0, 8)
  return (
    <div class="stack">
      <label class="source-frame drop" for={id}>
        <Icon name="upload" />
        <span>Choose a picture of yours</span>
        <input
          id={id}
          class="unseen"
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) void bringFile(task, name, file).then(onChosen)
          }}
        />
      </label>
      {pictures.length > 0 && (
        <ul class="thumbs" aria-label="From your library">
          {pictures.map((asset) => (
            <li key={asset.id}>
              <button
                type="button"
                class="thumb"
                aria-label={asset.prompt || asset.name}
                onClick={() => {
                  putIn(task, name, asset)
                  onChosen()
                }}
              >
                <img src={asset.url} alt="" loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
