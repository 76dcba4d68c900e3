import { TaskId } from '../../shared/task.ts'
import { kept } from './kept.ts'
import { tabId } from './place.ts'
import { chooseWork, Work } from './work.ts'

const prefix = 'work:'
const keyOf = (task: TaskId, tab: string) => `${prefix}${task}:${tab}`
const ownTab = () => String(tabId ?? 'none')

/** The work of the tab this panel speaks for. */
export const ownWork = (task: TaskId) => kept('local', keyOf(task, ownTab()), Work)

/** What was asked for of one task, by tab; null where it no longer fits. */
export type WorkByTab = ReadonlyMap<string, Work | null>

/** All that was asked for in any tab, in one reading. */
export async function readWork(): Promise<ReadonlyMap<TaskId, WorkByTab>> {
  const all = new Map<TaskId, Map<string, Work | null>>()
  for (const [key, raw] of Object.entries(await chrome.storage.local.get(null))) {
    if (!key.startsWith(prefix)) continue
    const [name = '', tab = ''] = key.slice(prefix.length).split(':')
    const task = TaskId.safeParse(name).data
    if (!task) continue
    const byTab = all.get(task) ?? new Map<string, Work | null>()
    all.set(task, byTab.set(tab, Work.safeParse(raw).data ?? null))
  }
  return all
}

export const ownOf = (byTab: WorkByTab): Work | null => byTab.get(ownTab()) ?? null

/** Takes over the newest work of a tab that was closed, alone or with the whole browser; null when there is none. */
export async function inherit(task: TaskId, byTab: WorkByTab): Promise<Work | null> {
  const gone = new Map<string, Work | null>()
  for (const [tab, work] of byTab) {
    // The browser never gives a number twice, not even after a restart.
    const isOpen = await chrome.tabs.get(Number(tab)).then(
      () => true,
      () => false,
    )
    if (!isOpen) gone.set(tab, work)
  }
  if (gone.size === 0) return null
  const { newest, stale } = chooseWork(gone, Date.now())
  if (newest) await ownWork(task).write(newest.work)
  const leave = newest ? [...stale, newest.tab] : stale
  await chrome.storage.local.remove(leave.filter((tab) => tab !== ownTab()).map((tab) => keyOf(task, tab)))
  return newest?.work ?? null
}

/** Signed out: whoever comes next finds nothing of it. */
export async function forgetWork(): Promise<void> {
  const stored = Object.keys(await chrome.storage.local.get(null))
  await chrome.storage.local.remove(stored.filter((key) => key.startsWith(prefix)))
}
