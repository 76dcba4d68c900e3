import { chooseTheme, theme, Theme } from '../state/theme.ts'
import { Button } from '../ui/button.tsx'
import type { IconName } from '../ui/icon.tsx'

const themes: Record<Theme, { icon: IconName; name: string }> = {
  auto: { icon: 'half', name: 'Colours: as the system' },
  light: { icon: 'sun', name: 'Colours: light' },
  dark: { icon: 'moon', name: 'Colours: dark' },
}

/** From one to the next of the colour schemes. */
export function ThemeButton() {
  const { options } = Theme
  const { icon, name } = themes[theme.value]
  const next = options[(options.indexOf(theme.value) + 1) % options.length] ?? 'auto'
  return (
    <Button kind="plain" bare icon={icon} onPress={() => chooseTheme(next)}>
      {name}
    </Button>
  )
}
