import { tasks, type Task, type TaskId } from '../../shared/task.ts'
import { pageView } from '../state/place.ts'
import { go } from '../state/screen.ts'
import { Button } from '../ui/button.tsx'
import { Drawing } from '../ui/icon.tsx'
import { taskDrawings } from './task-icons.ts'

/** What this screen is for, where its result may go, and the way to all the others. */
export function TaskHead({ task }: { task: TaskId }) {
  const { title, about, group, makes }: Task = tasks[task]
  const site = pageView.value?.spot ? (pageView.value.site ?? 'this page') : null
  const goesIn = site && (makes === 'image' || makes === 'video')
  return (
    <header class="task-head">
      <Button kind="plain" icon="back" onPress={() => go('tasks')}>
        All tasks
      </Button>
      <span class="task-seal" data-shelf={group}>
        <Drawing path={taskDrawings[task]} />
      </span>
      <div class="head">
        <h1>{title}</h1>
        <p>{goesIn ? `${about}. It goes into your post on ${site}.` : `${about}.`}</p>
      </div>
    </header>
  )
}
