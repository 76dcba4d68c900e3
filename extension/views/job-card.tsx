import { useState } from 'preact/hooks'
import type { Job } from '../../shared/jobs.ts'
import type { Trouble } from '../api.ts'
import { cancel, stopWaiting } from '../state/jobs.ts'
import { troubleOf } from '../state/loaded.ts'
import { elapsedWords, shareOf, stateWordsOf } from '../state/progress.ts'
import { Button } from '../ui/button.tsx'
import { Clock } from '../ui/clock.tsx'
import { Progress, WetCanvas } from '../ui/progress.tsx'
import { TroubleNotice } from './trouble.tsx'

interface Props {
  job: Job
  /** The only one in sight: it may take the room. */
  alone?: boolean
  /** Where somebody waits for it; elsewhere it is only listed. */
  onStopWaiting?: () => void
}

/** One job on its way: how far, how long, and the way out. */
export function JobCard({ job, alone, onStopWaiting }: Props) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const leave = async () => {
    if (job.cancel !== 'free') {
      stopWaiting(job)
      return onStopWaiting?.()
    }
    setBusy(true)
    setTrouble(null)
    await cancel(job).catch((cause: unknown) => setTrouble(troubleOf(cause)))
    setBusy(false)
  }
  return (
    <article class="card stack">
      <Clock>
        {(now) => (
          <div class={alone ? 'job alone' : 'job'}>
            <WetCanvas share={shareOf(job, now)} />
            <div class="job-words">
              <div>
                <p class="job-title">{stateWordsOf(job.state)}</p>
                <p class="faint">
                  {job.modelTitle} · {elapsedWords(job, now)}
                </p>
              </div>
              <Progress label={`${job.modelTitle}: ${stateWordsOf(job.state)}`} share={shareOf(job, now)} />
            </div>
          </div>
        )}
      </Clock>
      <div class="line">
        <p class="faint">
          {job.cancel === 'free'
            ? 'Nothing is charged if you cancel now.'
            : onStopWaiting
              ? 'If you stop waiting, it goes on, and is charged when it lands in your library.'
              : 'It lands in your library when it is done.'}
        </p>
        {(job.cancel === 'free' || (job.cancel === 'stop-waiting' && onStopWaiting)) && (
          <Button kind="plain" busy={busy} onPress={() => void leave()}>
            {job.cancel === 'free' ? 'Cancel' : 'Stop waiting'}
          </Button>
        )}
      </div>
      {trouble && <TroubleNotice trouble={trouble} />}
    </article>
  )
}
