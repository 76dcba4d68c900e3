import { useState } from 'preact/hooks'
import type { TaskId } from '../../shared/task.ts'
import { bringFile, bringingOf, putIn } from '../state/inputs.ts'
import { assetNow } from '../state/library.ts'
import { timeWords } from '../state/progress.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { FileChooser } from './file-chooser.tsx'
import { TroubleNotice } from './trouble.tsx'

interface Props {
  task: TaskId
  name: string
  label: string
  help?: string | undefined
  value: string | null
}

/** A sound that goes in: a file, or one of the library; to be heard, with its length. */
export function SoundField({ task, name, label, help, value }: Props) {
  const [choosing, setChoosing] = useState(false)
  const { busy, share, trouble } = bringingOf(task, name)
  const asset = value ? assetNow(value) : null
  const open = choosing || (!value && !busy)
  return (
    <section class="source" aria-label={label}>
      <div class="line">
        <h2>{label}</h2>
        {value && (
          <Button kind="plain" expanded={open} onPress={() => setChoosing(!choosing)}>
            {open ? 'Keep this one' : 'Choose another'}
          </Button>
        )}
      </div>
      {help && <p class="help">{help}</p>}
      {asset && (
        <div class="card stack">
          <p class="line">
            <span class="clipped">{asset.name}</span>
            {asset.durationMs !== null && <span class="faint">{timeWords(asset.durationMs / 1000)}</span>}
          </p>
          <audio class="player" src={asset.url} controls preload="metadata" aria-label={asset.name} />
        </div>
      )}
      {busy && (
        <p class="help" role="status">
          Taking it into your library
        </p>
      )}
      {share !== null && <Progress label="Taking it into your library" share={share} />}
      {trouble && <TroubleNotice trouble={trouble} />}
      {open && (
        <FileChooser
          kind="audio"
          label={label}
          onFiles={([file]) => file && void bringFile(task, name, file).then(() => setChoosing(false))}
          onAsset={(chosen) => {
            putIn(task, name, chosen)
            setChoosing(false)
          }}
        />
      )}
    </section>
  )
}
