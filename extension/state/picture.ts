import { effect, untracked } from '@preact/signals'
import { api } from '../api.ts'
import { putDownDevice } from './device.ts'
import { change, drafts, setFile } from './draft.ts'
import { bring, bringingOf } from './inputs.ts'
import { putAside } from './orders.ts'
import { call } from './place.ts'
import { session } from './session.ts'

const task = 'image-to-video'
const name = 'image'

/** Takes the picture the panel was called on: a web address through the server, a data: picture as it is. */
export async function takeCalledPicture(): Promise<void> {
  const now = call.peek()
  if (!now?.picture) return
  const { picture, pageUrl } = now
  const page = pageUrl.startsWith('https:') ? { page: pageUrl } : {}
  await bring(
    task,
    name,
    picture,
    picture.startsWith('data:')
      ? api.openData(picture).then((file) => api.upload(file, { name: 'picture' }))
      : api.importPicture({ url: picture, ...page }),
  )
  if (!bringingOf(task, name).trouble) change(task, { taken: String(now.at) })
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
      setFile(task, name, undefined)
      putDownDevice()
      void putAside(task)
      void takeCalledPicture()
    })
  })
}
