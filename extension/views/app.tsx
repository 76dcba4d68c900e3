import type { ComponentType } from 'preact'
import { TaskId } from '../../shared/task.ts'
import { go, isLocal, Place, screen, type Screen } from '../state/screen.ts'
import { session } from '../state/session.ts'
import { Icon, Mark } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { SignInView } from './sign-in.tsx'
import { ThemeButton } from './theme-button.tsx'
import { Page } from '../ui/page.tsx'

const loading = (
  <Page>
    <Skeleton />
  </Page>
)

// The bar is there at once; each screen's code comes when it is looked at.
const HomeView = later(async () => (await import('./home.tsx')).HomeView, loading)
const PictureView = later(async () => (await import('./picture.tsx')).PictureView, loading)
const SettingsView = later(async () => (await import('./settings.tsx')).SettingsView, loading)
const TaskView = later(async () => (await import('./task.tsx')).TaskView, loading)
const TasksView = later(async () => (await import('./tasks.tsx')).TasksView, loading)
const ToolsView = later(async () => (await import('./tools.tsx')).ToolsView, loading)
const ToolView = later(async () => (await import('./tool.tsx')).ToolView, loading)

const places: Record<Place, { title: string; view: ComponentType }> = {
  tasks: { title: 'Tasks', view: TasksView },
  tools: { title: 'Tools', view: ToolsView },
  picture: { title: 'Picture', view: PictureView },
  home: { title: 'Home', view: HomeView },
}

export function App() {
  return (
    <div class="shell">
      <header class="bar">
        <span class="wordmark">
          <Mark />
          <span class="wordmark-name">Atelier</span>
        </span>
        {session.value !== 'loading' && <Places />}
        {session.value === 'in' && <SettingsButton />}
        <ThemeButton />
      </header>
      {session.value === 'loading' && loading}
      {session.value === 'out' && !isLocal(screen.value) && <SignInView />}
      {(session.value === 'in' || (session.value === 'out' && isLocal(screen.value))) && (
        <ScreenView key={screen.value} screen={screen.value} />
      )}
    </div>
  )
}

/** The part of a screen's place in the bar. */
const placeOf = (at: Screen): Screen => (at === 'tool' ? 'tools' : at)

/** Where one can go; without an account, to the sign-in and to what needs none. */
function Places() {
  const isIn = session.value === 'in'
  const here = placeOf(screen.value)
  const ids = isIn ? Place.options : (['tools', 'home'] as const)
  return (
    <nav class="places" aria-label="Atelier">
      {ids.map((id) => (
        <button
          key={id}
          type="button"
          aria-current={id === here || (!isIn && id === 'home' && !isLocal(here)) ? 'page' : undefined}
          onClick={() => go(id)}
        >
          {isIn || id === 'tools' ? places[id].title : 'Account'}
        </button>
      ))}
    </nav>
  )
}

function ScreenView({ screen }: { screen: Screen }) {
  if (screen === 'settings') return <SettingsView />
  if (screen === 'tool') return <ToolView />
  const place = Place.safeParse(screen).data
  if (!place) return <TaskView task={TaskId.parse(screen)} />
  const { view: View } = places[place]
  return <View />
}

function SettingsButton() {
  return (
    <button
      type="button"
      class="button plain bare"
      title="Settings"
      aria-current={screen.value === 'settings' ? 'page' : undefined}
      onClick={() => go('settings')}
    >
      <Icon name="settings" />
      <span class="unseen">Settings</span>
    </button>
  )
}
