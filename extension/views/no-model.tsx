import { tasks, type TaskId } from '../../shared/task.ts'
import { catalogue } from '../state/catalogue.ts'
import { refreshAll } from '../state/start.ts'
import { TaskHead } from './task-head.tsx'
import { Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TroubleNotice } from './trouble.tsx'

/** Stands in for a form while the catalogue is on its way, could not be had, or holds no model for it. */
export function NoModel({ task }: { task: TaskId }) {
  const { trouble, value } = catalogue.now.value
  if (trouble)
    return (
      <Page>
        <TroubleNotice trouble={trouble} onRetry={() => void refreshAll()} />
      </Page>
    )
  return (
    <Page>
      <TaskHead task={task} />
      {value ? (
        <p class="empty">No model for “{tasks[task].title}” is available at the moment.</p>
      ) : (
        <Skeleton rows={5} />
      )}
    </Page>
  )
}
