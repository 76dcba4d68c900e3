import { effect, signal } from '@preact/signals'
import { z } from 'zod'
import { as, call, perTab } from './place.ts'

export const Screen = z.enum(['home', 'create', 'animate'])
export type Screen = z.infer<typeof Screen>

export const screen = signal<Screen>('home')

const keptScreen = () => perTab(`screen:${as}`, Screen)

export function go(to: Screen): void {
  screen.value = to
  void keptScreen().write(to)
}

/** Opens where the last call points, or where the person was; further calls lead there too. */
export async function restoreScreen(): Promise<void> {
  const first = call.peek()
  screen.value = (await keptScreen().read()) ?? (as === 'popup' ? 'home' : 'create')
  if (first?.kind === 'animate' && as !== 'popup') screen.value = 'animate'
  effect(() => {
    const now = call.value
    if (!now || now === first) return
    if (now.kind === 'animate') go('animate')
    if (now.kind === 'compose') go('create')
  })
}
