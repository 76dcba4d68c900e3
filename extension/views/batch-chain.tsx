import { useRef, useState } from 'preact/hooks'
import { stepWords } from '../batch/steps.ts'
import {
  addStep,
  chainTools,
  moveStep,
  removeStep,
  setFile,
  setValue,
  steps,
  tools,
  usePreset,
} from '../state/chains.ts'
import { presetsOf } from '../state/presets.ts'
import type { Step } from '../tools/runner.ts'
import type { ToolLook } from '../tools/tool.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { ChainFileInput } from './chain-file.tsx'
import { ChainShelf } from './chain-shelf.tsx'
import { FieldList } from './fields.tsx'

/** The tools every picture goes through, in their order: added, set, moved and taken away here. */
export function ChainBuilder() {
  const known = tools.value
  const [open, setOpen] = useState<number | null>(null)
  const [moved, setMoved] = useState('')
  const dragged = useRef<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  if (!known) return <Skeleton rows={2} />
  const all = steps.value

  const move = (from: number, to: number) => {
    if (to < 0 || to >= all.length || to === from) return
    const face = known[all[from]!.tool]
    moveStep(from, to)
    setOpen(open === from ? to : null)
    setMoved(`${face?.title ?? 'The tool'} is now number ${to + 1} of ${all.length}.`)
    // The handle that was held goes with its tool.
    requestAnimationFrame(() =>
      list.current?.querySelectorAll<HTMLButtonElement>('.chain-handle').item(to)?.focus(),
    )
  }

  return (
    <section class="section" aria-labelledby="chain-head">
      <h2 id="chain-head">What is done with each</h2>
      {all.length === 0 && (
        <p class="soft">Add tools in the order they are to work: each takes what the one before has made.</p>
      )}
      <ol class="chain" ref={list}>
        {all.map((step, at) => (
          <li
            // A tool may stand in a chain twice, and moves: its place is what it is known by.
            key={`${at}-${step.tool}`}
            class={over === at ? 'chain-step over' : 'chain-step'}
            draggable
            onDragStart={(event) => {
              dragged.current = at
              event.dataTransfer?.setData('text/plain', step.tool)
            }}
            onDragEnd={() => {
              dragged.current = null
              setOver(null)
            }}
            onDragOver={(event) => {
              if (dragged.current === null) return
              event.preventDefault()
              event.stopPropagation()
              setOver(at)
            }}
            onDrop={(event) => {
              const from = dragged.current
              if (from === null) return
              event.preventDefault()
              event.stopPropagation()
              move(from, at)
            }}
          >
            <StepCard
              {...{ step, at }}
              face={known[step.tool]}
              count={all.length}
              open={open === at}
              onOpen={() => setOpen(open === at ? null : at)}
              onMove={(by) => move(at, at + by)}
              onRemove={() => {
                removeStep(at)
                setOpen(null)
                setMoved(`${known[step.tool]?.title ?? 'The tool'} is taken out.`)
              }}
            />
          </li>
        ))}
      </ol>
      <div class="chain-add" role="group" aria-label="Add a tool">
        {chainTools(known).map(([id, face]) => (
          <button
            key={id}
            type="button"
            title={face.about}
            onClick={() => {
              addStep(id)
              setOpen(steps.peek().findLastIndex(({ tool }) => tool === id))
              setMoved(`${face.title} is added.`)
            }}
          >
            <Icon name="plus" />
            {face.title}
          </button>
        ))}
      </div>
      <p class="unseen" role="status">
        {moved}
      </p>
      <ChainShelf />
    </section>
  )
}

interface CardProps {
  step: Step
  at: number
  face: ToolLook | undefined
  count: number
  open: boolean
  onOpen: () => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

function StepCard({ step, at, face, count, open, onOpen, onMove, onRemove }: CardProps) {
  const title = face?.title ?? step.tool
  const presets = presetsOf(step.tool)
  return (
    <>
      <div class="chain-line">
        <button
          type="button"
          class="chain-handle"
          aria-label={`Move ${title}, number ${at + 1} of ${count}: arrow up or down`}
          title="Drag it, or press the arrow keys"
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            onMove(event.key === 'ArrowUp' ? -1 : 1)
          }}
        >
          <Icon name="grip" />
        </button>
        <button type="button" class="chain-face" aria-expanded={open} onClick={onOpen}>
          <span class="chain-title">{title}</span>
          <span class="chain-words">
            {face ? stepWords(face.fields, step.values) : 'This tool is not here'}
          </span>
        </button>
        <Button kind="plain" bare icon="close" onPress={onRemove}>
          {`Take out ${title}`}
        </Button>
      </div>
      {open && face && (
        <div class="chain-fields">
          {presets.length > 0 && (
            <div class="button-row" role="group" aria-label={`Saved values of ${title}`}>
              {presets.map((preset) => (
                <Button key={preset.id} icon="keep" onPress={() => void usePreset(at, preset)}>
                  {preset.title}
                </Button>
              ))}
            </div>
          )}
          <FieldList
            fields={face.fields}
            values={step.values}
            onSet={(name, value) => setValue(at, name, value)}
            fileInput={({ name, field }) => (
              <ChainFileInput
                {...{ field }}
                file={step.files?.[name] ?? null}
                onFile={(file) => setFile(at, name, file)}
              />
            )}
          />
        </div>
      )}
    </>
  )
}
