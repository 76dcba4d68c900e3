import { useState } from 'preact/hooks'
import { isEnded, type Job } from '../../shared/jobs.ts'
import { tasks, type TaskId } from '../../shared/task.ts'
import { putDown } from '../state/insertion.ts'
import { leftAlone, unreached } from '../state/jobs.ts'
import { assetNow } from '../state/library.ts'
import { jobsOf, ordered, putAside } from '../state/orders.ts'
import { pieceOf, type Piece } from '../state/piece.ts'
import { restoreOrders } from '../state/orders.ts'
import { Button } from '../ui/button.tsx'
import { Dock } from '../ui/dock.tsx'
import { PictureRadios } from '../ui/picture-radios.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { FailedCard } from './failed-card.tsx'
import { Facts } from './facts.tsx'
import { HandOver } from './hand-over.tsx'
import { JobCard } from './job-card.tsx'
import { ReceiptView } from './receipt.tsx'
import { TroubleNotice } from './trouble.tsx'
import { Page } from '../ui/page.tsx'

interface Props {
  task: TaskId
  orderId: string
  /** Asks for the same once more. */
  onTryAgain: () => void
}

const things = { image: ['picture', 'pictures'], video: ['video', 'videos'] } as const

/** "2 of 4 pictures are ready" */
export function standing(task: TaskId, jobs: readonly Job[], ready: number): string {
  const [one, many] = tasks[task].makes === 'video' ? things.video : things.image
  const open = jobs.filter((job) => !isEnded(job.state)).length
  const wanted = jobs.filter((job) => job.state === 'done').length + open
  if (open > 0 && ready > 0) return `${ready} of ${wanted} ${many} ready`
  if (open > 0) return open === 1 ? `Making your ${one}` : `Making ${open} ${many}`
  if (ready === 1) return `Your ${one} is ready`
  if (ready > 1) return `${ready} ${many} are ready: choose one`
  return jobs.every((job) => job.state === 'cancelled')
    ? 'Cancelled. Nothing was charged.'
    : 'Nothing was charged.'
}

/** What became of one press: work on its way, results to choose from, what did not work out. */
export function OrderView({ task, orderId, onTryAgain }: Props) {
  const [chosen, setChosen] = useState<string | null>(null)
  const all = jobsOf(orderId)
  const { trouble } = ordered[task].value
  const back = () => {
    putDown()
    void putAside(task)
  }
  if (all.length === 0)
    return (
      <Page arrived>
        {trouble ? <TroubleNotice trouble={trouble} onRetry={() => void restoreOrders()} /> : <Skeleton />}
      </Page>
    )
  const results = all.flatMap((job) =>
    job.assets.flatMap((id) => {
      const asset = assetNow(id)
      return asset ? [{ job, piece: pieceOf(asset) }] : []
    }),
  )
  const open = all.filter((job) => !isEnded(job.state) && !leftAlone.value.has(job.id))
  const failed = all.filter((job) => job.state === 'failed' || job.state === 'cancelled')
  const current = results.find(({ piece }) => piece.key === chosen) ?? results[0]
  const status = standing(task, all, results.length)
  const loading = all.some((job) => job.state === 'done') && results.length === 0
  return (
    <>
      <Page arrived>
        <header class="stack">
          <p class="asked">{all[0]?.prompt}</p>
          <div class="line">
            <p class="faint">{all[0]?.modelTitle}</p>
            <Button kind="plain" onPress={back}>
              {open.length > 0 ? 'New request' : 'Make another'}
            </Button>
          </div>
        </header>
        {unreached.value && open.length > 0 && <TroubleNotice trouble={unreached.value} />}
        {loading && <Skeleton rows={2} />}
        {results.length > 0 && (
          <Results {...{ results }} value={current?.piece.key ?? ''} onChoose={setChosen} />
        )}
        {open.map((job) => (
          <JobCard
            key={job.id}
            job={job}
            alone={all.length === 1}
            onStopWaiting={() => open.length === 1 && results.length === 0 && back()}
          />
        ))}
        {failed.map((job) => (
          <FailedCard key={job.id} job={job} onTryAgain={onTryAgain} />
        ))}
        {current && (
          <section class="section">
            <Facts piece={current.piece} />
            <ReceiptView receipt={current.job.receipt} />
          </section>
        )}
      </Page>
      {current ? <HandOver piece={current.piece} idle={status} /> : <Dock status={status} />}
    </>
  )
}

interface ResultsProps {
  results: readonly { piece: Piece }[]
  value: string
  onChoose: (key: string) => void
}

function Results({ results, value, onChoose }: ResultsProps) {
  return (
    <PictureRadios
      label="Results"
      shown={results.map(({ piece }) => ({ ...piece, alt: piece.prompt || piece.name }))}
      value={value}
      onChoose={onChoose}
    />
  )
}
