import { useId, useState } from 'preact/hooks'
import { assetNow, library } from '../state/library.ts'
import { call } from '../state/place.ts'
import { choosePicture, fetching, takeCalledPicture, uploadPicture } from '../state/picture.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { TroubleNotice } from './trouble.tsx'

/** The picture to work on: the one Atelier was called at, a file, or one of the library. */
export function PictureField({ label, value }: { label: string; value: string | null }) {
  const [choosing, setChoosing] = useState(false)
  const { from, busy, trouble } = fetching.value
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
          <img src={src} alt="The picture to work on" />
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
      {open && <Chooser onChosen={() => setChoosing(false)} />}
    </section>
  )
}

function Chooser({ onChosen }: { onChosen: () => void }) {
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
            if (file) void uploadPicture(file).then(onChosen)
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
                  choosePicture(asset)
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
