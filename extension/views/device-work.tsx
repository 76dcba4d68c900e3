import { tasks } from '../../shared/task.ts'
import { deviceWork, putDownDevice, saveResult } from '../state/device.ts'
import { putDown } from '../state/insertion.ts'
import { pieceWords } from '../state/piece.ts'
import { timeWords } from '../state/progress.ts'
import { Button } from '../ui/button.tsx'
import { Clock } from '../ui/clock.tsx'
import { Dock } from '../ui/dock.tsx'
import { Progress, WetCanvas } from '../ui/progress.tsx'
import { HandOver } from './hand-over.tsx'
import { PieceView } from './piece-view.tsx'
import { Facts } from './facts.tsx'
import { TroubleNotice } from './trouble.tsx'
import { Page } from '../ui/page.tsx'

/** Work on this machine: progress with a way out, then the result like any other. */
export function DeviceWorkView() {
  const { task, state, share, startedAt, result, saved, trouble } = deviceWork.value
  const makes = task && tasks[task].makes
  const noun = pieceWords[makes ?? 'image'][0]
  const back = () => {
    putDown()
    putDownDevice()
  }
  if (!result)
    return (
      <>
        <Page arrived>
          <article class="card stack">
            <div class="job alone">
              <WetCanvas share={share} />
              <div class="job-words">
                <div>
                  <p class="job-title">{makes === 'video' ? 'Drawing every frame' : 'Drawing it'}</p>
                  <Clock>
                    {(now) => <p class="faint">On this device · {timeWords((now - startedAt) / 1000)}</p>}
                  </Clock>
                </div>
                <Progress label="On this device" share={share} />
              </div>
            </div>
            <div class="line">
              <p class="faint">Free. Keep this panel open until it is done.</p>
              <Button kind="plain" onPress={back}>
                Cancel
              </Button>
            </div>
          </article>
        </Page>
        <Dock status={`Making your ${noun} on this device`} />
      </>
    )
  const kept = saved ? `Your ${noun} is ready, and in your library` : `Your ${noun} is ready`
  return (
    <>
      <Page arrived>
        <div class="line">
          <p class="faint">Made on this device · free</p>
          <Button kind="plain" onPress={back}>
            Make another
          </Button>
        </div>
        <div class="result-chosen">
          <PieceView piece={result} />
        </div>
        <Facts piece={result} />
        {trouble && <TroubleNotice trouble={trouble} onRetry={() => void saveResult()} />}
      </Page>
      <HandOver piece={result} idle={state === 'saving' ? 'Saving it to your library' : kept} />
    </>
  )
}
