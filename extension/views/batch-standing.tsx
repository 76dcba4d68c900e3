import type { Batch } from '../batch/journal.ts'
import { leftWords } from '../batch/time-left.ts'
import { sizeWords } from '../batch/words.ts'
import { doing } from '../state/batch-doing.ts'
import { counts, left, shares, tended } from '../state/batches.ts'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'

/** What stands on the screen: by what the batch is doing, whoever does it. */
export type Phase = 'open' | 'running' | 'stopped' | 'done'

export function phaseOf(now: Batch | null): Phase {
  if (doing.value?.what === 'running' || doing.value?.what === 'pausing') return 'running'
  if (!now || now.state === 'open') return 'open'
  if (now.state === 'done') return 'done'
  return now.state === 'running' && tended.value !== 'nobody' ? 'running' : 'stopped'
}

export const number = (count: number) => count.toLocaleString('en')
export const pictures = (count: number) => `${number(count)} ${count === 1 ? 'picture' : 'pictures'}`

/** Where it stands: at work, interrupted, or through. */
export function Standing({ now, phase }: { now: Batch | null; phase: Phase }) {
  const { done, failed, waiting, from, made } = counts.value
  const work = done + failed + waiting
  if (phase === 'running') {
    const started = [...shares.value.values()].reduce((sum, share) => sum + share, 0)
    const elsewhere = tended.value === 'elsewhere'
    return (
      <section class="card stack batch-standing" aria-label="Progress">
        <p class="batch-figure">
          <b>{number(done + failed)}</b> of {number(work)}
        </p>
        <Progress
          label="The whole batch"
          share={work === 0 ? 0 : Math.min(1, (done + failed + started) / work)}
        />
        <div class="line">
          <p class="faint">
            {doing.value?.what === 'pausing' ? doing.value.words : leftWords(left.value)}
            {elsewhere && ' · in another window'}
          </p>
          {failed > 0 && <p class="status badly">{number(failed)} set aside</p>}
        </div>
      </section>
    )
  }
  if (phase === 'stopped' && now)
    return (
      <Notice
        title={
          now.state === 'paused' && !now.stopped
            ? 'Paused'
            : `It stopped at ${number(done + failed)} of ${number(work)}`
        }
      >
        {now.stopped ??
          (now.state === 'paused'
            ? `${number(done + failed)} of ${number(work)} are through. It goes on whenever you like, also after the browser was closed.`
            : 'The window was closed, or the browser ended. Nothing is lost: it goes on with the first that is not done.')}
      </Notice>
    )
  if (phase === 'done' && done > 0)
    return (
      <section class="card stack batch-standing" aria-label="Result">
        <p class="batch-figure">
          <b>{number(done)}</b> {done === 1 ? 'picture is done' : 'pictures are done'}
        </p>
        <p>
          {sizeWords(from)} → <b>{sizeWords(made)}</b>
          {made < from && `, ${Math.floor((1 - made / from) * 100)} % smaller`}
        </p>
        {failed + waiting > 0 && (
          <p class="status badly">
            {[failed > 0 && `${number(failed)} set aside`, waiting > 0 && `${number(waiting)} not done yet`]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
      </section>
    )
  return null
}
