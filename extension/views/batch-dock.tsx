import { cancel, doing, pause, said } from '../state/batch-doing.ts'
import { downloadZip } from '../state/batch-give.ts'
import { beginAnother } from '../state/batch-open.ts'
import { hindrance, run } from '../state/batch-run.ts'
import { counts } from '../state/batches.ts'
import { steps } from '../state/chains.ts'
import { Button } from '../ui/button.tsx'
import { Dock } from '../ui/dock.tsx'
import { Progress } from '../ui/progress.tsx'
import { pictures, type Phase } from './batch-standing.tsx'

/** What is to be pressed next, and where it stands in a word. */
export function BatchDock({ phase }: { phase: Phase }) {
  const count = counts.value
  const word = said.value
  const wrong = phase === 'open' || phase === 'stopped' ? hindrance.value : null
  const status = word?.words ?? statusWords(phase, count)
  const tone = word ? (word.well ? 'well' : 'badly') : 'calm'
  if (doing.value?.what === 'taking' || doing.value?.what === 'giving')
    return (
      <Dock status={doing.value.what === 'taking' ? 'Taking in' : doing.value.words}>
        {doing.value.what === 'giving' && (
          <>
            <Progress label={doing.value.words} share={doing.value.share} />
            <Button onPress={cancel}>Stop</Button>
          </>
        )}
      </Dock>
    )
  if (phase === 'running')
    return (
      <Dock
        status={
          doing.value?.what === 'pausing'
            ? 'Pausing'
            : 'At work. It goes on where it stopped if this window closes.'
        }
      >
        <div class="button-row">
          <Button kind="strong" icon="pause" busy={doing.value?.what === 'pausing'} onPress={pause}>
            Pause
          </Button>
          <Button icon="close" onPress={cancel}>
            Cancel
          </Button>
        </div>
      </Dock>
    )
  const ready = count.waiting > 0 && wrong === null
  const fault = steps.value.length > 0 ? wrong : null
  return (
    <Dock status={fault ?? status} tone={fault ? 'badly' : tone} id="batch-status">
      <div class="button-row">
        {phase === 'done' && (
          <Button icon="plus" onPress={() => void beginAnother()}>
            Another batch
          </Button>
        )}
        {phase === 'done' && count.waiting === 0 ? (
          count.done > 0 && (
            <Button kind="primary" icon="download" onPress={() => void downloadZip()}>
              Download ZIP
            </Button>
          )
        ) : (
          <Button
            kind="primary"
            icon="play"
            disabled={!ready}
            describedBy="batch-status"
            onPress={() => void run()}
          >
            {startWords(phase, count.waiting)}
          </Button>
        )}
      </div>
    </Dock>
  )
}

const startWords = (phase: Phase, waiting: number) => {
  if (phase === 'stopped' || phase === 'done') return 'Go on where it stopped · free'
  return waiting > 0 ? `Start ${pictures(waiting)} · free` : 'Start · free'
}

function statusWords(phase: Phase, { waiting, all, missing }: typeof counts.value): string {
  if (phase === 'done') return waiting > 0 ? 'Stopped before the end' : 'Done'
  if (all === 0) return 'Add pictures to begin'
  if (missing > 0 && waiting === 0) return 'The list asks for files that are not here: add them'
  if (waiting === 0) return 'Nothing waits: add pictures'
  return steps.value.length === 0 ? 'Add a tool: what is to be done with each?' : 'Ready'
}
