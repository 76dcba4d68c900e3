import type { ComponentType } from 'preact'
import { go, Place, screen, type Screen } from '../state/screen.ts'
import { session } from '../state/session.ts'
import { chooseTheme, theme, Theme } from '../state/theme.ts'
import { Button } from '../ui/button.tsx'
import { Icon, Mark, type IconName } from '../ui/icon.tsx'
import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { SignInView } from './sign-in.tsx'
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

const places: Record<Place, { title: string; view: ComponentType }> = {
  tasks: { title: 'Tasks', view: TasksView },
  picture: { title: 'Picture', view: PictureView },
  home: { title: 'Home', view: HomeView },
}

const themes: Record<Theme, { icon: IconName; name: string }> = {
  auto: { icon: 'half', name: 'Colours: as the system' },
  light: { icon: 'sun', name: 'Colours: light' },
  dark: { icon: 'moon', name: 'Colours: dark' },
}

export function App() {
  return (
    <div class="shell">
      <header class="bar">
        <span class="wordmark">
          <Mark />
          <span class="wordmark-name">Atelier</span>
        </span>
        {session.value === 'in' && (
          <nav class="places" aria-label="Atelier">
            {Place.options.map((id) => (
              <button
                key={id}
                type="button"
                aria-current={id === screen.value ? 'page' : undefined}
                onClick={() => go(id)}
              >
                {places[id].title}
              </button>
            ))}
          </nav>
        )}
        {session.value === 'in' && <SettingsButton />}
        <ThemeButton />
      </header>
      {session.value === 'loading' && loading}
      {session.value === 'out' && <SignInView />}
      {session.value === 'in' && <ScreenView key={screen.value} screen={screen.value} />}
    </div>
  )
}

function ScreenView({ screen }: { screen: Screen }) {
  if (screen === 'tasks' || screen === 'picture' || screen === 'home') {
    const { view: View } = places[screen]
    return <View />
  }
  return screen === 'settings' ? <SettingsView /> : <TaskView task={screen} />
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

function ThemeButton() {
  const { options } = Theme
  const { icon, name } = themes[theme.value]
  const next = options[(options.indexOf(theme.value) + 1) % options.length] ?? 'auto'
  return (
    <Button kind="plain" bare icon={icon} onPress={() => chooseTheme(next)}>
      {name}
    </Button>
  )
}
