import { useId, useState } from 'preact/hooks'
import type { Asset } from '../../shared/assets.ts'
import { library } from '../state/library.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { AssetThumb } from './asset-thumb.tsx'

const kinds = {
  image: {
    words: 'Choose a picture of yours',
    accept: 'image/png,image/jpeg,image/webp,image/gif,image/avif',
    icon: 'upload',
  },
  audio: {
    words: 'Choose a sound of yours',
    accept: 'audio/mpeg,audio/wav,audio/x-wav,audio/mp4,audio/x-m4a,audio/flac,.mp3,.wav,.m4a,.flac',
    icon: 'upload',
  },
} as const satisfies Record<string, { words: string; accept: string; icon: IconName }>

/** So many of the library stand here; older ones are on the home screen. */
const shownHere = 8

interface Props {
  kind: keyof typeof kinds
  /** What it is for, so that two choosers on one screen can be told apart. */
  label: string
  several?: boolean
  /** Other types of file than those that may be sent to the library. */
  accept?: string
  onFiles: (files: File[]) => void
  onAsset: (asset: Asset) => void
}

/** A file of the person's own, chosen or dropped here, or something of the library. */
export function FileChooser({ kind, label, several, accept = kinds[kind].accept, onFiles, onAsset }: Props) {
  const id = useId()
  const [over, setOver] = useState(false)
  const { words, icon } = kinds[kind]
  const known = (library.now.value.value ?? []).filter((asset) => asset.kind === kind).slice(0, shownHere)
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])].slice(0, several ? undefined : 1)
    if (files.length > 0) onFiles(files)
  }
  return (
    <div class="stack">
      <label
        class={over ? 'source-frame drop over' : 'source-frame drop'}
        for={id}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer?.files)
        }}
      >
        <Icon name={icon} />
        <span>
          {words}
          <span class="unseen"> for {label}</span>
        </span>
        <input
          id={id}
          class="unseen"
          type="file"
          accept={accept}
          multiple={several}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </label>
      {known.length > 0 && (
        <ul class={kind === 'audio' ? 'sounds' : 'thumbs'} aria-label={`From your library, for ${label}`}>
          {known.map((asset) => (
            <li key={asset.id}>
              <AssetThumb asset={asset} onPress={() => onAsset(asset)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
