import { effect, signal } from '@preact/signals'
import { z } from 'zod'
import { TaskId } from '../../shared/task.ts'
import type { Call } from '../messages.ts'
import { as, call, perTab } from './place.ts'

/** The screens that are no task's. Every task is a screen of its own name. */
export const Place = z.enum(['tasks', 'tools', 'picture', 'home'])
export type Place = z.infer<typeof Place>
export const Screen = z.union([Place, TaskId, z.enum(['tool', 'settings'])])
export type Screen = z.infer<typeof Screen>

export const screen = signal<Screen>('home')

const keptScreen = () => perTab(`screen:${as}`, Screen)

let moved = false

/** Whether the screen was come to from another one, so that reading goes on there. */
export const hasMoved = () => moved

export function go(to: Screen): void {
  moved = true
  screen.value = to
  // Nobody comes for the settings twice in a row: the next panel opens where there is something to do.
  if (to !== 'settings') void keptScreen().write(to)
}

const isForPicture = ({ kind }: Call) => kind === 'picture' || kind === 'pick'

/** What needs no account: the machine does it alone. */
export const isLocal = (at: Screen): boolean => at === 'tools' || at === 'tool'

/** Opens where the last call points, or where the person was; further calls lead there too. */
export async function restoreScreen(): Promise<void> {
  const first = call.peek()
  screen.value = (await keptScreen().read()) ?? (as === 'popup' ? 'home' : 'create-image')
  if (first && isForPicture(first) && as !== 'popup') screen.value = 'picture'
  if (first?.kind === 'tool' && as !== 'popup') screen.value = 'tool'
  effect(() => {
    const now = call.value
    if (!now || now === first) return
    if (isForPicture(now)) go('picture')
    if (now.kind === 'tool') go('tool')
    if (now.kind === 'compose') go('create-image')
  })
}
