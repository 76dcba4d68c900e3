import { useState } from 'preact/hooks'
import { addStep, bench, removeStep, showStep } from '../state/bench.ts'
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

/** The tools in their row: one is shown, more may follow. */
export function ToolRow() {
  const { steps, at } = bench.value
  const [adding, setAdding] = useState(false)
  const next = nextTools()
  return (
    <nav class="tool-row" aria-label="Tools in a row">
      {steps.length > 1 && (
        <ol>
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
      )}
      {next.length > 0 && (
        <Button kind="plain" icon="plus" expanded={adding} onPress={() => setAdding(!adding)}>
          Then …
        </Button>
      )}
      {adding && (
        <ul class="row-next" aria-label="What follows">
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
    </nav>
  )
}
