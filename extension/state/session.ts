import { signal } from '@preact/signals'
import { z } from 'zod'
import { api, bearer } from '../api.ts'
import { forgetBench } from './kept-bench.ts'
import { kept } from './kept.ts'
import { forgetWork } from './kept-work.ts'

const keptToken = kept('local', 'token', z.string().min(1))

export const session = signal<'loading' | 'out' | 'in'>('loading')

/** Why the person stands at the sign-in again without having asked for it. */
export const ended = signal<string | null>(null)

function take(token: string | null) {
  bearer.token = token
  session.value = token ? 'in' : 'out'
}

/** Reads who was signed in, and follows what other windows do. The token is out of reach of content scripts. */
export async function restoreSession(): Promise<void> {
  await Promise.all(
    (['local', 'session'] as const).map((area) =>
      chrome.storage[area].setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }),
    ),
  )
  bearer.refused = () => {
    ended.value = 'You were signed out. Sign in again: your draft and your running work are kept.'
    void keptToken.forget()
    take(null)
  }
  keptToken.watch((token) => token !== bearer.token && take(token))
  take(await keptToken.read())
}

async function enter(token: string) {
  await keptToken.write(token)
  ended.value = null
  take(token)
}

/** Throws `Trouble` with the server's sentence. */
export const signIn = async (email: string, password: string) => enter(await api.signIn(email, password))

/** Throws `Trouble` with the server's sentence. */
export const signUp = async (name: string, email: string, password: string) =>
  enter(await api.signUp(name, email, password))

/** Signs out here even when the server cannot be told. Drafts, orders and what is in hand go; how the panel was called stays. */
export async function signOut(): Promise<void> {
  await api.signOut().catch(() => null)
  const stored = Object.keys(await chrome.storage.session.get(null))
  await chrome.storage.session.remove(stored.filter((key) => !key.startsWith('call:')))
  await chrome.storage.local.remove('cursor')
  await forgetWork()
  await forgetBench()
  await keptToken.forget()
  ended.value = null
  take(null)
}
