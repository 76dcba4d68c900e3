import { signal } from '@preact/signals'
import { maxUploadBytes, type Asset } from '../../shared/assets.ts'
import type { TaskId } from '../../shared/task.ts'
import { api, Trouble } from '../api.ts'
import { setFile } from './draft.ts'
import { know, library } from './library.ts'
import { troubleOf } from './loaded.ts'

/** A file on its way into a field of a task, or why it did not get there. */
export interface Bringing {
  /** Where it comes from, to be shown meanwhile. */
  from: string | null
  busy: boolean
  trouble: Trouble | null
}

const still: Bringing = { from: null, busy: false, trouble: null }
const under = signal<ReadonlyMap<string, Bringing>>(new Map())

const keyOf = (task: TaskId, name: string) => `${task}.${name}`

/** What is on its way into this field now. */
export const bringingOf = (task: TaskId, name: string): Bringing =>
  under.value.get(keyOf(task, name)) ?? still

export function setBringing(task: TaskId, name: string, now: Bringing | null): void {
  const next = new Map(under.peek())
  if (now) next.set(keyOf(task, name), now)
  else next.delete(keyOf(task, name))
  under.value = next
}

/** Puts something of the library into a field. */
export function putIn(task: TaskId, name: string, asset: Asset): void {
  know(asset)
  setFile(task, name, asset.id)
  setBringing(task, name, null)
}

/** Waits for a file to arrive in the library and puts it into the field; what went wrong is kept for the view. */
export async function bring(
  task: TaskId,
  name: string,
  from: string | null,
  asked: Promise<Asset>,
): Promise<void> {
  setBringing(task, name, { from, busy: true, trouble: null })
  try {
    putIn(task, name, await asked)
    void library.refresh()
  } catch (cause) {
    setBringing(task, name, { from, busy: false, trouble: troubleOf(cause) })
  }
}

/** Takes a file of the person's own. */
export function bringFile(task: TaskId, name: string, file: File): Promise<void> {
  if (file.size <= maxUploadBytes)
    return bring(task, name, null, api.upload(file, { name: file.name.slice(0, 200) }))
  const trouble = new Trouble({
    code: 'too-large',
    title: 'Too large',
    detail: `This file has ${Math.ceil(file.size / 1048576)} MB; a picture may have ${maxUploadBytes / 1048576} MB.`,
    remedy: 'Choose a smaller picture.',
    requestId: null,
    price: null,
  })
  setBringing(task, name, { from: null, busy: false, trouble })
  return Promise.resolve()
}
