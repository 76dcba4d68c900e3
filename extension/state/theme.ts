import { effect, signal } from '@preact/signals'
import { z } from 'zod'
import { kept } from './kept.ts'

export const Theme = z.enum(['auto', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** `auto` follows the system. */
export const theme = signal<Theme>('auto')

const keptTheme = kept('local', 'theme', Theme)

export async function restoreTheme(): Promise<void> {
  keptTheme.watch((next) => (theme.value = next ?? 'auto'))
  theme.value = (await keptTheme.read()) ?? 'auto'
  effect(() => {
    if (theme.value === 'auto') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme.value
  })
}

export function chooseTheme(next: Theme): void {
  theme.value = next
  void keptTheme.write(next)
}
