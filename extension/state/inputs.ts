import { signal } from '@preact/signals'
import type { Asset } from '../../shared/assets.ts'
import type { TaskId } from '../../shared/task.ts'
import type { Trouble } from '../api.ts'
import { drafts, setFile } from './draft.ts'
import { know, library } from './library.ts'
import { troubleOf } from './loaded.ts'
import { uploadFile } from './upload.ts'

/** A file on its way into a field of a task, or why it did not get there. */
export interface Bringing {
  busy: boolean
  /** How much of a large file has arrived, 0 to 1; null where that is not told. */
  share: number | null
  trouble: Trouble | null
}

const still: Bringing = { busy: false, share: null, trouble: null }
const under = signal<ReadonlyMap<string, Bringing>>(new Map())

const keyOf = (task: TaskId, name: string) => `${task}.${name}`

/** What is on its way into this field now. */
export const bringingOf = (task: TaskId, name: string): Bringing =>
  under.value.get(keyOf(task, name)) ?? still

function set(task: TaskId, name: string, now: Bringing | null): void {
  const next = new Map(under.peek())
  if (now) next.set(keyOf(task, name), now)
  else next.delete(keyOf(task, name))
  under.value = next
}

/** Puts something of the library into a field. */
export function putIn(task: TaskId, name: string, asset: Asset): void {
  know(asset)
  setFile(task, name, asset.id)
  set(task, name, null)
}

/** What stands in a field that takes several. */
export function listIn(task: TaskId, name: string): readonly string[] {
  const value = drafts[task].value.values[name]
  return Array.isArray(value) ? value : []
}

/** Adds something of the library to a field that takes several; one that is there already stays where it is. */
export function putAmong(task: TaskId, name: string, asset: Asset): void {
  know(asset)
  const list = listIn(task, name)
  if (!list.includes(asset.id)) setFile(task, name, [...list, asset.id])
  set(task, name, null)
}

/** Waits for a file to arrive in the library and puts it into the field; what went wrong is kept for the view. */
export async function bring(task: TaskId, name: string, asked: Promise<Asset>, put = putIn): Promise<void> {
  set(task, name, { ...still, busy: true })
  try {
    put(task, name, await asked)
    void library.refresh()
  } catch (cause) {
    set(task, name, { ...still, trouble: troubleOf(cause) })
  }
}

/** Takes a file of the person's own. */
export function bringFile(task: TaskId, name: string, file: File, put = putIn): Promise<void> {
  const progress = (share: number) => set(task, name, { ...still, busy: true, share })
  return bring(task, name, uploadFile(file, { name: file.name.slice(0, 200) }, { progress }), put)
}
