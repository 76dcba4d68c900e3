import { useState } from 'preact/hooks'
import { taskGroups, tasks, type Task, type TaskId } from '../../shared/task.ts'
import { catalogue, offeredTasks } from '../state/catalogue.ts'
import { go, hasMoved } from '../state/screen.ts'
import { refreshAll } from '../state/start.ts'
import { findTasks } from '../state/task-search.ts'
import { Drawing, Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { taskDrawings } from './task-icons.ts'
import { TroubleNotice } from './trouble.tsx'

/** All that can be asked for, on shelves by what a person wants to do; typing narrows it. */
export function TasksView() {
  const [words, setWords] = useState('')
  const { value, trouble } = catalogue.now.value
  const found = findTasks(offeredTasks.value, words)
  const shelves = Object.entries(taskGroups).flatMap(([group, title]) => {
    const on = found.filter((id) => tasks[id].group === group)
    return on.length > 0 ? [{ group, title, on }] : []
  })
  return (
    <Page wide arrived={hasMoved()}>
      <header class="head">
        <h1>What would you like to do?</h1>
      </header>
      <form
        class="search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          if (found[0]) go(found[0])
        }}
      >
        <Icon name="search" />
        <input
          type="search"
          aria-label="Search"
          placeholder="Erase, speak, 3D …"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </form>
      <p class="unseen" role="status">
        {words && value ? `${found.length} found` : ''}
      </p>
      {trouble && <TroubleNotice trouble={trouble} onRetry={() => void refreshAll()} />}
      {!value && !trouble && <Skeleton rows={6} />}
      {value && found.length === 0 && (
        <p class="empty">
          {words ? `Nothing here is called “${words}”.` : 'Nothing is offered at the moment.'}
        </p>
      )}
      {shelves.map(({ group, title, on }) => (
        <section class="section" key={group} aria-labelledby={`shelf-${group}`}>
          <h2 id={`shelf-${group}`}>{title}</h2>
          <ul class="shelf">
            {on.map((id) => (
              <li key={id}>
                <TaskTile id={id} onPress={() => go(id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}

/** One task to be chosen, with what comes of it. */
export function TaskTile({ id, onPress }: { id: TaskId; onPress: () => void }) {
  const { title, about, group }: Task = tasks[id]
  return (
    <button type="button" class="task-tile" onClick={onPress}>
      <span class="task-seal" data-shelf={group}>
        <Drawing path={taskDrawings[id]} />
      </span>
      <span class="task-words">
        <span class="task-title">{title}</span>
        <span class="task-about">{about}</span>
      </span>
    </button>
  )
}
