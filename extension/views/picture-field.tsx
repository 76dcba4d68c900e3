import { useState } from 'preact/hooks'
import type { TaskId } from '../../shared/task.ts'
import { bringFile, bringingOf, putIn } from '../state/inputs.ts'
import { assetNow } from '../state/library.ts'
import { pickPicture } from '../state/pick.ts'
import { as } from '../state/place.ts'
import { go } from '../state/screen.ts'
import { Button } from '../ui/button.tsx'
import { FileChooser } from './file-chooser.tsx'
import { TroubleNotice } from './trouble.tsx'

interface Props {
  task: TaskId
  name: string
  label: string
  help?: string | undefined
  value: string | null
  /** It is seen large elsewhere on the screen. */
  small?: boolean
}

/** The picture to work on: the one of the page, a file, or one of the library. */
export function PictureField({ task, name, label, help, value, small }: Props) {
  const [choosing, setChoosing] = useState(false)
  const { busy, trouble } = bringingOf(task, name)
  const src = value ? assetNow(value)?.url : null
  const open = choosing || (!src && !busy && !value)
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
      {help && <p class="help">{help}</p>}
      {(src || busy || value) && (
        <div class={`source-frame${busy ? ' busy' : ''}${small ? ' small' : ''}`}>
          {src && <img src={src} alt={label} />}
          {busy && (
            <span class="source-veil" role="status">
              <span class="spinner" aria-hidden="true" /> Taking it into your library
            </span>
          )}
        </div>
      )}
      {trouble && <TroubleNotice trouble={trouble} />}
      {open && (
        <FileChooser
          kind="image"
          label={label}
          onFiles={([file]) => file && void bringFile(task, name, file).then(() => setChoosing(false))}
          onAsset={(asset) => {
            putIn(task, name, asset)
            setChoosing(false)
          }}
        />
      )}
      {open && (as === 'side' || as === 'page') && (
        <Button
          icon="point"
          onPress={() => {
            go('picture')
            void pickPicture()
          }}
        >
          Pick one on this page
        </Button>
      )}
    </section>
  )
}
