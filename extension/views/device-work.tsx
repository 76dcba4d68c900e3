import { deviceWork, putDownDevice, saveResult } from '../state/device.ts'
import { putDown } from '../state/insertion.ts'
import { timeWords } from '../state/progress.ts'
import { Button } from '../ui/button.tsx'
import { Clock } from '../ui/clock.tsx'
import { Dock } from '../ui/dock.tsx'
import { PictureRadios } from '../ui/picture-radios.tsx'
import { Progress, WetCanvas } from '../ui/progress.tsx'
import { HandOver } from './hand-over.tsx'
import { Facts } from './order.tsx'
import { TroubleNotice } from './trouble.tsx'

/** Work on this machine: progress with a way out, then the result like any other. */
export function DeviceWorkView({ again }: { again: () => void }) {
  const { state, share, startedAt, result, saved, trouble } = deviceWork.value
  const back = () => {
    putDown()
    putDownDevice()
  }
  if (!result)
    return (
      <>
        <main class="page">
          <article class="card stack">
            <div class="job">
              <WetCanvas share={share} />
              <div class="job-words">
                <div>
                  <p class="job-title">Drawing every frame</p>
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
        </main>
        <Dock status="Making your video on this device" />
      </>
    )
  const kept = saved ? 'Your video is ready, and in your library' : 'Your video is ready'
  return (
    <>
      <main class="page">
        <div class="line">
          <p class="faint">Made on this device · free</p>
          <span class="button-row">
            <Button kind="plain" onPress={again}>
              Once more
            </Button>
            <Button kind="plain" onPress={back}>
              Make another
            </Button>
          </span>
        </div>
        <PictureRadios
          label="Results"
          shown={[{ ...result, alt: result.name }]}
          value={result.key}
          onChoose={() => undefined}
        />
        <Facts piece={result} />
        {trouble && <TroubleNotice trouble={trouble} onRetry={() => void saveResult()} />}
      </main>
      <HandOver piece={result} idle={state === 'saving' ? 'Saving it to your library' : kept} />
    </>
  )
}
