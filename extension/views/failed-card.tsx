import type { Job } from '../../shared/jobs.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ReceiptView } from './receipt.tsx'

interface Props {
  job: Job
  onTryAgain: () => void
}

/** A job without a result: what happened, what to do next, and that nothing was charged. */
export function FailedCard({ job, onTryAgain }: Props) {
  const cancelled = job.state === 'cancelled'
  return (
    <article class="stack">
      <Notice
        tone={cancelled ? 'calm' : 'trouble'}
        title={cancelled ? 'Cancelled' : 'This one did not work out'}
        actions={
          <Button icon="again" onPress={onTryAgain}>
            Try again
          </Button>
        }
      >
        {job.failure && <p>{job.failure.message}</p>}
        {job.failure && <p>{job.failure.remedy}</p>}
        <p>{job.receipt.charged ? 'See the receipt for what was charged.' : 'Nothing was charged.'}</p>
      </Notice>
      <ReceiptView receipt={job.receipt} />
    </article>
  )
}
