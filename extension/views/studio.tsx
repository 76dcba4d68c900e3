import { useEffect, useState } from 'preact/hooks'
import { lookForStopped, stopped } from '../state/batch-stopped.ts'
import { bench, leaveTool, openTool } from '../state/bench.ts'
import { faceOf } from '../state/faces.ts'
import { session } from '../state/session.ts'
import { openStudio, studioPlace } from '../state/studio.ts'
import { Drawing, Icon, Mark } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Page } from '../ui/page.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { ThemeButton } from './theme-button.tsx'
import { toolSign } from './tool-icons.ts'
import { ToolView } from './tool.tsx'
import { foundTools } from './tools.tsx'

const BatchView = later(async () => (await import('./batch.tsx')).BatchView)

/** The full tab: all tools at the side, one of them large. */
export function Studio() {
  return (
    <div class="shell studio">
      <header class="bar">
        <span class="wordmark">
          <Mark />
          <span class="wordmark-name">Atelier Studio</span>
        </span>
        <span class="chip">Free, on your machine</span>
        <ThemeButton />
      </header>
      {session.value === 'loading' ? (
        <Page>
          <Skeleton rows={5} />
        </Page>
      ) : (
        <div class="studio-room">
          <Rail />
          {studioPlace.value === 'batch' ? <BatchView /> : <ToolView />}
        </div>
      )}
    </div>
  )
}

/** Every tool by its name, at the side where there is room for it. */
function Rail() {
  const [words, setWords] = useState('')
  useEffect(() => void lookForStopped(), [])
  const { steps } = bench.value
  const at = studioPlace.value
  const show = (act: () => void) => {
    act()
    void openStudio('bench')
  }
  return (
    <nav class="rail" aria-label="Tools">
      <div class="search">
        <Icon name="search" />
        <input
          type="search"
          aria-label="Search tools"
          placeholder="Search"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      <ul>
        <li>
          <button
            type="button"
            class="rail-line"
            aria-current={at === 'bench' && steps.length === 0 ? 'page' : undefined}
            onClick={() => show(leaveTool)}
          >
            <Icon name="home" /> All tools
          </button>
        </li>
        <li>
          <button
            type="button"
            class="rail-line"
            aria-current={at === 'batch' ? 'page' : undefined}
            onClick={() => void openStudio('batch')}
          >
            <Icon name="many" /> Many at once
            {at === 'bench' && stopped.value && <span class="chip rail-chip">waits</span>}
          </button>
        </li>
      </ul>
      {foundTools(words).map(({ shelf, title, on }) => (
        <section key={shelf} aria-label={title}>
          <h2>{title}</h2>
          <ul>
            {on.map((id) => (
              <li key={id}>
                <button
                  type="button"
                  class="rail-line"
                  aria-current={at === 'bench' && steps[0]?.tool === id ? 'page' : undefined}
                  onClick={() => show(() => openTool(id))}
                >
                  <Drawing path={toolSign(id).drawing} /> {faceOf(id)?.title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
