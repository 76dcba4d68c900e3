import { useState } from 'preact/hooks'
import { isEnded, type Job } from '../../shared/jobs.ts'
import { tasks, type Task, type TaskId } from '../../shared/task.ts'
import { drafts } from '../state/draft.ts'
import { putDown } from '../state/insertion.ts'
import { leftAlone, unreached } from '../state/jobs.ts'
import { assetNow } from '../state/library.ts'
import { jobsOf, ordered, putAside } from '../state/orders.ts'
import { pieceOf, pieceWords, type Piece } from '../state/piece.ts'
import { restoreOrders } from '../state/orders.ts'
import { Button } from '../ui/button.tsx'
import { Dock } from '../ui/dock.tsx'
import { Results, type Shown } from '../ui/results.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { PieceLook } from './piece-look.tsx'
import { FailedCard } from './failed-card.tsx'
import { Facts } from './facts.tsx'
import { GoOn } from './go-on.tsx'
import { HandOver } from './hand-over.tsx'
import { JobCard } from './job-card.tsx'
import { PieceView } from './piece-view.tsx'
import { ReceiptView } from './receipt.tsx'
import { TroubleNotice } from './trouble.tsx'
import { Page } from '../ui/page.tsx'

interface Props {
  task: TaskId
  orderId: string
  /** Asks for the same once more. */
  onTryAgain: () => void
}

/** "2 of 4 pictures are ready" */
export function standing(task: TaskId, jobs: readonly Job[], ready: number): string {
  const [one, many] = pieceWords[tasks[task].makes]
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
  const titles = [...new Set(all.map((job) => job.modelTitle))]
  const status = standing(task, all, results.length)
  const loading = all.some((job) => job.state === 'done') && results.length === 0
  return (
    <>
      <Page arrived>
        <header class="stack">
          <div>
            <h1 class="kicker">{tasks[task].title}</h1>
            {all[0]?.prompt && <p class="asked">{all[0].prompt}</p>}
          </div>
          <div class="line">
            <p class="faint">{titles.join(', ')}</p>
            <Button kind="plain" onPress={back}>
              {open.length > 0 ? 'New request' : 'Make another'}
            </Button>
          </div>
        </header>
        {unreached.value && open.length > 0 && <TroubleNotice trouble={unreached.value} />}
        {loading && <Skeleton rows={2} />}
        {current && (
          <Results
            label="Results"
            side={titles.length > 1}
            shown={shownOf(results, titles.length > 1)}
            value={current.piece.key}
            onChoose={setChosen}
          >
            <PieceView piece={current.piece} before={beforeOf(task)} />
          </Results>
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
            <div class="line">
              <Facts piece={current.piece} />
              <GoOn piece={current.piece} />
            </div>
            <ReceiptView receipt={current.job.receipt} />
          </section>
        )}
      </Page>
      {current ? <HandOver piece={current.piece} idle={status} /> : <Dock status={status} />}
    </>
  )
}

/** The picture that this task has changed, as it was; null for a task that makes a new one. */
function beforeOf(task: TaskId): Piece | null {
  const { group, makes, fields }: Task = tasks[task]
  if (group === 'create' || makes !== 'image' || fields['image']?.kind !== 'image') return null
  const { image } = drafts[task].value.values
  const asset = typeof image === 'string' ? assetNow(image) : null
  return asset && pieceOf(asset)
}

/** "Picture 1", "Picture 2", …: each kind counted for itself; beside each other with the names of their models. */
function shownOf(results: readonly { job: Job; piece: Piece }[], named: boolean): Shown[] {
  return results.map(({ job, piece }, at) => {
    const before = results.slice(0, at).filter((other) => other.piece.kind === piece.kind).length
    const [one] = pieceWords[piece.kind]
    const title = `${one[0]?.toUpperCase()}${one.slice(1)} ${before + 1}`
    return {
      key: piece.key,
      title: named ? `${title}, ${job.modelTitle}` : title,
      small: <PieceLook piece={piece} />,
      caption: named ? job.modelTitle : null,
    }
  })
}
