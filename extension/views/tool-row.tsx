import { useEffect, useRef, useState } from 'preact/hooks'
import { addStep, bench, removeStep, setValues, showStep } from '../state/bench.ts'
import { faceOf, offeredTools } from '../state/faces.ts'
import { isToolId, type ToolId } from '../tools/tool.ts'
import { Button } from '../ui/button.tsx'
import { Drawing, Icon } from '../ui/icon.tsx'
import { toolSign } from './tool-icons.ts'

/** What may stand after what is there: anything after tools that change one picture, nothing after another. */
function nextTools(): ToolId[] {
  const { steps } = bench.value
  const last = steps.at(-1)
  if (!last || !isToolId(last.tool) || !faceOf(last.tool)?.changes) return []
  return offeredTools().filter((id) => {
    const face = faceOf(id)
    return face && face.takes.min <= 1 && face.accepts.some((type) => type.startsWith('image/'))
  })
}

/** Several tools in their row: one is shown. */
export function ToolRow() {
  const { steps, at } = bench.value
  if (steps.length < 2) return null
  return (
    <nav aria-label="Tools in a row">
      <ol class="tool-row">
        {steps.map(({ tool }, each) => {
          const title = isToolId(tool) ? faceOf(tool)?.title : tool
          return (
            <li key={`${each} ${tool}`}>
              <button
                type="button"
                class="row-step"
                aria-current={each === at ? 'step' : undefined}
                onClick={() => showStep(each)}
              >
                <span class="row-number">{each + 1}</span> {title}
              </button>
              <button type="button" class="row-remove" onClick={() => removeStep(each)}>
                <Icon name="close" />
                <span class="unseen">Take {title} out of the row</span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

/** Under the form: another tool after it, and the way back to the tool's own values. */
export function FormActs() {
  const [adding, setAdding] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.scrollIntoView({ block: 'nearest' }), [adding])
  const next = nextTools()
  return (
    <>
      <div class="acts">
        {next.length > 0 && (
          <Button kind="plain" icon="plus" expanded={adding} onPress={() => setAdding(!adding)}>
            Add a tool
          </Button>
        )}
        <Button kind="plain" icon="again" onPress={() => setValues({})}>
          Set all back
        </Button>
      </div>
      {adding && next.length > 0 && (
        <ul class="row-next" aria-label="What follows" ref={list}>
          {next.map((id) => (
            <li key={id}>
              <button
                type="button"
                class="word"
                onClick={() => {
                  addStep(id)
                  setAdding(false)
                }}
              >
                <Drawing path={toolSign(id).drawing} />
                {faceOf(id)?.title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
