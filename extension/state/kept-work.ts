import type { TaskId } from '../../shared/task.ts'
import { kept } from './kept.ts'
import { tabId } from './place.ts'
import { chooseWork, Work } from './work.ts'

const prefix = (task: TaskId) => `work:${task}:`
const keptWork = (task: TaskId, tab: string) => kept('local', prefix(task) + tab, Work)

/** The work of the tab this panel speaks for. */
export const ownWork = (task: TaskId) => keptWork(task, String(tabId ?? 'none'))

/** Takes over the newest work of a tab that was closed, alone or with the whole browser; null when there is none. */
export async function inherit(task: TaskId): Promise<Work | null> {
  const start = prefix(task)
  const keys = Object.keys(await chrome.storage.local.get(null)).filter((key) => key.startsWith(start))
  const gone = new Map<string, Work | null>()
  for (const key of keys) {
    const tab = key.slice(start.length)
    // The browser never gives a number twice, not even after a restart.
    const isOpen = await chrome.tabs.get(Number(tab)).then(
      () => true,
      () => false,
    )
    if (!isOpen) gone.set(tab, await keptWork(task, tab).read())
  }
  const { newest, stale } = chooseWork(gone, Date.now())
  if (newest) await ownWork(task).write(newest.work)
  const leave = newest ? [...stale, newest.tab] : stale
  await chrome.storage.local.remove(leave.filter((tab) => tab !== String(tabId)).map((tab) => start + tab))
  return newest?.work ?? null
}

/** Signed out: whoever comes next finds nothing of it. */
export async function forgetWork(): Promise<void> {
  const stored = Object.keys(await chrome.storage.local.get(null))
  await chrome.storage.local.remove(stored.filter((key) => key.startsWith('work:')))
}
