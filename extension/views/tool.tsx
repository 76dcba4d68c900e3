import { useEffect, useRef } from 'preact/hooks'
import type { Fields } from '../../shared/fields.ts'
import { takeAsset, takeFiles } from '../state/bench-files.ts'
import { bench, currentStep, leaveTool, setValue, stepValues, wanted } from '../state/bench.ts'
import { faceOf, faces } from '../state/faces.ts'
import { preview } from '../state/preview.ts'
import { go, hasMoved } from '../state/screen.ts'
import { isToolId, type ToolId } from '../tools/tool.ts'
import { Button } from '../ui/button.tsx'
import { DropZone, useDrop } from '../ui/drop-zone.tsx'
import { Drawing } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { FieldList, FineTuning, type FileInputProps } from './fields.tsx'
import { FileStrip } from './file-strip.tsx'
import { LibraryRow } from './library-row.tsx'
import { PresetList } from './preset-list.tsx'
import { PageWays } from './page-ways.tsx'
import { ToolDock } from './tool-dock.tsx'
import { ToolFile } from './tool-file.tsx'
import { toolSign } from './tool-icons.ts'
import { ToolKeys, UndoButtons } from './tool-keys.tsx'
import { FormActs, ToolRow } from './tool-row.tsx'
import { acceptOf, ToolStage, Unread } from './tool-stage.tsx'
import { toolViews } from './tool-views.ts'
import { ToolsView } from './tools.tsx'

/** Any tool: what is in hand and what becomes of it, its form, and one button. Drawn from the tool's own data. */
export function ToolView() {
  const step = currentStep.value
  const { trouble } = faces.now.value
  if (!step || !isToolId(step.tool)) return <ToolsView />
  if (!faceOf(step.tool))
    return (
      <main class="page">{trouble ? <Notice alert>{trouble.detail}</Notice> : <Skeleton rows={5} />}</main>
    )
  return <Bench tool={step.tool} />
}

function Bench({ tool }: { tool: ToolId }) {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    if (hasMoved()) main.current?.focus({ preventScroll: true })
  }, [])
  const { files, steps, trouble } = bench.value
  const { max } = wanted()
  // Alone in hand, it makes room for another.
  const unread = files.length === 1 && files[0]?.trouble ? files[0] : null
  const how = max > 1 && files.length > 0 && !unread ? 'beside' : 'instead'
  const { over, drop } = useDrop({
    onFiles: (dropped) => takeFiles(dropped, how),
    onThing: (id) => void takeAsset(id, how),
  })
  return (
    <main class={over ? 'bench over' : 'bench'} ref={main} tabIndex={-1} {...drop}>
      <ToolKeys />
      <div class="bench-main">
        <Head tool={tool} />
        {trouble && <Notice alert>{trouble}</Notice>}
        {unread && <Unread held={unread} />}
        {(files.length > 0 && !unread) || preview.value.made.length > 0 ? (
          <ToolStage tool={tool} />
        ) : (
          <Nothing over={over} tool={tool} />
        )}
        <FileStrip />
        {files.length > 0 && files.length < max && <LibraryRow how="beside" />}
      </div>
      <section class="bench-side" aria-label="Settings">
        <div class="bench-fields">
          <ToolRow />
          {steps.length > 1 && <h2 class="step-title">{faceOf(tool)?.title}</h2>}
          <Form key={`${bench.value.at} ${tool}`} tool={tool} />
        </div>
        <ToolDock />
      </section>
    </main>
  )
}

function Head({ tool }: { tool: ToolId }) {
  const [first] = bench.value.steps
  const id = first && isToolId(first.tool) ? first.tool : tool
  const face = faceOf(id)
  const { shelf, drawing } = toolSign(id)
  return (
    <header class="task-head bench-head">
      <Button
        kind="plain"
        icon="back"
        onPress={() => {
          leaveTool()
          go('tools')
        }}
      >
        All tools
      </Button>
      <span class="task-seal" data-shelf={shelf}>
        <Drawing path={drawing} />
      </span>
      <div class="head">
        <h1>{face?.title}</h1>
        <p>{face?.about}</p>
      </div>
      <UndoButtons />
    </header>
  )
}

/** What a tool takes, in words. */
function takesWords(types: readonly string[], max: number): string {
  const kinds = types.some((type) => type.startsWith('image/'))
    ? 'JPG, PNG, WebP, AVIF, GIF, TIFF and more'
    : types.join(', ')
  return max > 1 ? `${kinds}; up to ${max}` : `${kinds}; or paste with Ctrl+V`
}

function Nothing({ over, tool }: { over: boolean; tool: ToolId }) {
  const { types, min, max } = wanted()
  const several = max > 1 || Boolean(faceOf(tool)?.changes)
  const optional = min === 0 ? 'A picture, if you like' : null
  return (
    <DropZone
      title={optional ?? (several ? 'Drop pictures here' : 'Drop a picture here')}
      says={takesWords(types, max)}
      accept={acceptOf(types)}
      several={several}
      folders={several}
      over={over}
      onFiles={(files) => takeFiles(files)}
    >
      <PageWays />
      <LibraryRow />
    </DropZone>
  )
}

const isFine = (field: Fields[string]) => 'fine' in field && field.fine === true

function Form({ tool }: { tool: ToolId }) {
  const step = currentStep.value
  const face = faceOf(tool)
  if (!step || !face) return null
  const values = stepValues(step)
  const own = toolViews[tool]?.fields
  const pick = (keep: (field: Fields[string]) => boolean): Fields =>
    Object.fromEntries(
      Object.entries(face.fields).filter(([name, field]) => !own?.names.includes(name) && keep(field)),
    )
  const shared = {
    values,
    onSet: setValue,
    fileInput: (props: FileInputProps) => <ToolFile {...props} onSet={setValue} />,
  }
  const Own = own?.part
  return (
    <>
      {Own && <Own values={values} onSet={setValue} />}
      <FieldList {...shared} fields={pick((field) => !isFine(field))} />
      <FineTuning {...shared} fields={pick(isFine)} />
      <PresetList tool={tool} />
      <FormActs />
    </>
  )
}
