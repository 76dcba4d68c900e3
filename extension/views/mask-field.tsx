import { useState } from 'preact/hooks'
import type { TaskId } from '../../shared/task.ts'
import { drafts, setFile } from '../state/draft.ts'
import { bringFile, bringingOf } from '../state/inputs.ts'
import { assetNow } from '../state/library.ts'
import { maskName, maskOf, type Mark } from '../state/mask.ts'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import { TroubleNotice } from './trouble.tsx'

const MaskEditor = later(async () => (await import('./mask-editor.tsx')).MaskEditor)

interface Props {
  task: TaskId
  name: string
  field: { label: string; help?: string; of: string }
  value: string | null
}

/** The part of a picture that is to be changed, painted over it. */
export function MaskField({ task, name, field, value }: Props) {
  const [painted, setPainted] = useState<{ of: string; marks: readonly Mark[] }>({ of: '', marks: [] })
  const pictureId = drafts[task].value.values[field.of]
  const picture = typeof pictureId === 'string' ? assetNow(pictureId) : null
  const { busy, trouble } = bringingOf(task, name)
  // Another picture is another matter: what was painted on the last one stays with it.
  const marks = picture && painted.of === picture.id ? painted.marks : []
  const use = async (width: number, height: number, as: string) => {
    const file = new File([await maskOf(marks, width, height)], as, { type: 'image/png' })
    await bringFile(task, name, file)
  }
  if (!picture?.width || !picture.height)
    return (
      <section class="source" aria-label={field.label}>
        <h2>{field.label}</h2>
        <p class="empty">Choose the picture first, then paint over the part.</p>
      </section>
    )
  const { width, height } = picture
  const mask = value ? assetNow(value) : null
  return (
    <section class="source" aria-label={field.label}>
      <div class="line">
        <h2>{field.label}</h2>
        {value && (
          <Button kind="plain" onPress={() => setFile(task, name, undefined)}>
            Paint again
          </Button>
        )}
      </div>
      {value ? (
        <div class="source-frame">
          <span class="masked" style={{ aspectRatio: `${width} / ${height}` }}>
            <img src={picture.url} alt="" />
            {mask && <span class="masked-part" style={{ maskImage: `url("${mask.url}")` }} />}
            <span class="unseen">The part to be changed is marked.</span>
          </span>
        </div>
      ) : (
        <MaskEditor
          {...{ marks, width, height, busy }}
          src={picture.url}
          help={field.help}
          onMarks={(next: readonly Mark[]) => setPainted({ of: picture.id, marks: next })}
          onUse={() => void use(width, height, `${maskName(picture.name)}.png`)}
        />
      )}
      {trouble && <TroubleNotice trouble={trouble} />}
    </section>
  )
}
