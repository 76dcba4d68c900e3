import { effect, signal, untracked } from '@preact/signals'
import { maxUploadBytes, type Asset } from '../../shared/assets.ts'
import { api, Trouble } from '../api.ts'
import { putDownDevice } from './device.ts'
import { change, drafts, setValue } from './draft.ts'
import { know, library } from './library.ts'
import { troubleOf } from './loaded.ts'
import { putAside } from './orders.ts'
import { call } from './place.ts'
import { session } from './session.ts'

/** The picture on its way into the library, or why it did not get there. */
export interface Fetching {
  /** Where it comes from, to be shown meanwhile. */
  from: string | null
  busy: boolean
  trouble: Trouble | null
}

const still: Fetching = { from: null, busy: false, trouble: null }
export const fetching = signal<Fetching>(still)

const task = 'image-to-video'

export function choosePicture(asset: Asset): void {
  know(asset)
  setValue(task, 'image', asset.id)
  fetching.value = still
}

async function bring(from: string | null, asked: Promise<Asset>): Promise<void> {
  fetching.value = { from, busy: true, trouble: null }
  try {
    choosePicture(await asked)
    void library.refresh()
  } catch (cause) {
    fetching.value = { from, busy: false, trouble: troubleOf(cause) }
  }
}

/** Takes a file of the person's own. */
export function uploadPicture(file: File): Promise<void> {
  if (file.size > maxUploadBytes) {
    fetching.value = {
      from: null,
      busy: false,
      trouble: new Trouble({
        code: 'too-large',
        title: 'Too large',
        detail: `This file has ${Math.ceil(file.size / 1048576)} MB; a picture may have ${maxUploadBytes / 1048576} MB.`,
        remedy: 'Choose a smaller picture.',
        requestId: null,
        price: null,
      }),
    }
    return Promise.resolve()
  }
  return bring(null, api.upload(file, { name: file.name.slice(0, 200) }))
}

/** Takes the picture the panel was called on: a web address through the server, a data: picture as it is. */
export async function takeCalledPicture(): Promise<void> {
  const now = call.peek()
  if (!now?.picture) return
  const { picture, pageUrl } = now
  const page = pageUrl.startsWith('https:') ? { page: pageUrl } : {}
  await bring(
    picture,
    picture.startsWith('data:')
      ? api.openData(picture).then((file) => api.upload(file, { name: 'picture' }))
      : api.importPicture({ url: picture, ...page }),
  )
  if (!fetching.peek().trouble) change(task, { taken: String(now.at) })
}

/** From now on takes in whatever picture the panel is called on, each call once. */
export function followPictures(): void {
  let trying = 0
  effect(() => {
    const now = call.value
    if (session.value !== 'in' || now?.kind !== 'animate' || now.at === trying) return
    trying = now.at
    untracked(() => {
      if (String(now.at) === drafts[task].peek().taken) return
      setValue(task, 'image', undefined)
      putDownDevice()
      void putAside(task)
      void takeCalledPicture()
    })
  })
}
