import { useState } from 'preact/hooks'
import { bench, openTool } from '../state/bench.ts'
import { faceOf, faces, offeredTools } from '../state/faces.ts'
import { go, hasMoved } from '../state/screen.ts'
import { openStudio } from '../state/studio.ts'
import type { ToolId } from '../tools/tool.ts'
import { Drawing, Icon } from '../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { toolShelves, toolSign } from './tool-icons.ts'
import { TroubleNotice } from './trouble.tsx'

const holds = (text: string, words: string) => text.toLowerCase().includes(words.trim().toLowerCase())

/** The tools that a person may mean by these words, on their shelves. */
export function foundTools(words: string): { shelf: string; title: string; on: ToolId[] }[] {
  const found = offeredTools().filter((id) => {
    const face = faceOf(id)
    return face && (holds(face.title, words) || holds(face.about, words))
  })
  return Object.entries(toolShelves).flatMap(([shelf, title]) => {
    const on = found.filter((id) => toolSign(id).shelf === shelf)
    return on.length > 0 ? [{ shelf, title, on }] : []
  })
}

/** All that this machine does by itself: free, private, without an account. */
export function ToolsView() {
  const [words, setWords] = useState('')
  const { value, trouble } = faces.now.value
  const shelves = foundTools(words)
  const open = (id: ToolId) => {
    openTool(id)
    go('tool')
  }
  return (
    <Page wide arrived={hasMoved()}>
      <header class="head">
        <h1>On your own machine</h1>
        <p>Free, and nothing leaves it. No account is needed.</p>
      </header>
      <form
        class="search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          const [first] = shelves[0]?.on ?? []
          if (first) open(first)
        }}
      >
        <Icon name="search" />
        <input
          type="search"
          aria-label="Search"
          placeholder="Smaller, crop, logo …"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </form>
      {bench.value.files.length > 0 && <InHandLine />}
      {trouble && <TroubleNotice trouble={trouble} onRetry={() => void faces.refresh()} />}
      {!value && !trouble && <Skeleton rows={5} />}
      {value && shelves.length === 0 && <p class="empty">No tool is called “{words}”.</p>}
      {shelves.map(({ shelf, title, on }) => (
        <section class="section" key={shelf} aria-labelledby={`tools-${shelf}`}>
          <h2 id={`tools-${shelf}`}>{title}</h2>
          <ul class="shelf">
            {on.map((id) => (
              <li key={id}>
                <ToolTile id={id} onPress={() => open(id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ul class="shelf">
        <li>
          <button type="button" class="task-tile" onClick={() => void openStudio('batch')}>
            <span class="task-seal">
              <Icon name="many" />
            </span>
            <span class="task-words">
              <span class="task-title">Many at once</span>
              <span class="task-about">Folders and ZIPs through a row of tools, in the studio</span>
            </span>
          </button>
        </li>
      </ul>
    </Page>
  )
}

function InHandLine() {
  const { files, shown } = bench.value
  const first = files[shown] ?? files[0]
  const others = files.length - 1
  return (
    <p class="in-hand">
      {first?.seen && <img src={first.seen.src} alt="" />}
      <span class="clipped">
        In hand: {first?.file.name}
        {others > 0 && ` and ${others} more`}
      </span>
    </p>
  )
}

/** One tool to be chosen, with what comes of it. */
export function ToolTile({ id, onPress }: { id: ToolId; onPress: () => void }) {
  const face = faceOf(id)
  const { shelf, drawing } = toolSign(id)
  return (
    <button type="button" class="task-tile" onClick={onPress}>
      <span class="task-seal" data-shelf={shelf}>
        <Drawing path={drawing} />
      </span>
      <span class="task-words">
        <span class="task-title">{face?.title}</span>
        <span class="task-about">{face?.about}</span>
      </span>
    </button>
  )
}
