import { useState } from 'preact/hooks'
import { clearFiles, takeFiles } from '../state/bench-files.ts'
import { bench, currentStep, setValue, shownFile, stepValues, wanted, type HeldFile } from '../state/bench.ts'
import { faceOf } from '../state/faces.ts'
import { preview } from '../state/preview.ts'
import type { ToolId } from '../tools/tool.ts'
import { Button } from '../ui/button.tsx'
import { FileButton } from '../ui/drop-zone.tsx'
import { Figures } from '../ui/figures.tsx'
import { Notice } from '../ui/notice.tsx'
import { Stage } from '../ui/stage.tsx'
import { MadeCards, MadeList } from './made-cards.tsx'
import { toolViews } from './tool-views.ts'

/** As an input names types; some have no type of their own in every system. */
export const acceptOf = (types: readonly string[]) =>
  types.includes('image/*') ? 'image/*,.tif,.tiff,.jxl,.heic,.heif' : types.join(',')

const Acts = () => (
  <div class="line bench-acts">
    <span class="faint clipped">{shownFile.value?.file.name}</span>
    <MoreFiles />
  </div>
)

/** Other files, or more of them, where some are in hand; a picture where none is needed. */
function MoreFiles() {
  const { files } = bench.value
  const { types, max } = wanted()
  const accept = acceptOf(types)
  return (
    <span class="bench-more">
      {files.length === 0 && (
        <FileButton accept={accept} onFiles={(chosen) => takeFiles(chosen)}>
          Put a picture in
        </FileButton>
      )}
      {files.length > 0 && max > 1 && files.length < max && (
        <FileButton accept={accept} several onFiles={(chosen) => takeFiles(chosen, 'beside')}>
          Add pictures
        </FileButton>
      )}
      {files.length > 0 && (
        <Button kind="plain" onPress={clearFiles}>
          {files.length > 1 ? 'Put all away' : 'Another picture'}
        </Button>
      )}
    </span>
  )
}

/** Why a file cannot be worked on. */
export const Unread = ({ held: { file, trouble } }: { held: HeldFile }) => (
  <Notice alert title={`${trouble?.startsWith(file.name) ? 'This' : file.name} cannot be read`}>
    {trouble}
  </Notice>
)

/** What is in hand and what becomes of it: pictures, figures, and what the tools have to say. */
export function ToolStage({ tool }: { tool: ToolId }) {
  const held = shownFile.value
  const { made, rough, state, fresh, notes } = preview.value
  const step = currentStep.value
  const values = step ? stepValues(step) : {}
  const view = toolViews[tool]
  const [nth, setNth] = useState(0)
  const first = made[nth] ?? made[0]
  const OwnResult = view?.result
  if (OwnResult && made.length > 0)
    return (
      <>
        <OwnResult {...{ values, onSet: setValue }} preview={preview.value} />
        <Acts />
      </>
    )
  const overlay = view?.overlay && held?.seen && (view.overlay.when?.(values) ?? true) ? view.overlay : null
  const after = (fresh ? null : rough) ?? first?.seen ?? null
  const Part = overlay?.part
  const changes = bench.value.steps.every((each) => faceOf(each.tool)?.changes)
  const isClip = first?.file.type.startsWith('video/') ?? false
  const isStale = state === 'working' || (!fresh && made.length > 0)
  return (
    <>
      {held?.trouble && <Unread held={held} />}
      {(held?.seen || after) && !isClip && (
        <Stage
          before={held?.seen ?? null}
          after={after}
          alt={held?.file.name ?? first?.file.name ?? 'Picture'}
          busy={state === 'working'}
          first={view?.look}
          {...(overlay && { overlayOn: overlay.on })}
          overlay={
            Part && held
              ? (over) => <Part view={over} file={held} values={values} onSet={setValue} />
              : undefined
          }
        />
      )}
      {held && !held.seen && !held.trouble && !after && (
        <div class="stage-waits" role="status">
          Reading it
        </div>
      )}
      {made.length > 1 && <MadeList made={made} shown={nth} onShow={setNth} />}
      {first && !first.seen && <MadeCards files={made.map(({ file }) => file)} />}
      <Figures
        old={isStale}
        before={
          held && (!first || changes)
            ? { bytes: held.file.size, type: held.file.type, ...sizeOf(held.seen) }
            : null
        }
        after={first ? { bytes: first.file.size, type: first.file.type, ...sizeOf(first.seen) } : null}
      />
      {notes.length > 0 && (
        <ul class="made-notes" aria-label="What was done">
          {notes.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <Acts />
    </>
  )
}

const sizeOf = (seen: { width: number; height: number } | null) =>
  seen ? { width: seen.width, height: seen.height } : {}
