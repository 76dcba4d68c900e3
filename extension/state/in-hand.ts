import { signal } from '@preact/signals'
import { z } from 'zod'
import type { Asset } from '../../shared/assets.ts'
import type { Fields } from '../../shared/fields.ts'
import { tasks, type TaskId } from '../../shared/task.ts'
import { api, Trouble } from '../api.ts'
import { prepare, UnfitPicture } from '../pictures/prepare.ts'
import { offeredTasks } from './catalogue.ts'
import { putDownDevice } from './device.ts'
import { putIn } from './inputs.ts'
import { freshAsset, know, library } from './library.ts'
import { troubleOf } from './loaded.ts'
import { putAside } from './orders.ts'
import { perTab } from './place.ts'
import { go } from './screen.ts'

/** The picture of a page that the person means, on its way into the library or there. */
export interface InHand {
  /** What a press would pick now, in words; null while nothing is being picked. */
  pointed: string | null
  /** What is going on, in words; empty when nothing is. */
  busy: string
  /** Shows it while it is on its way. */
  preview: string | null
  assetId: string | null
  /** Where its bytes come from, and what was changed: sentences. */
  said: string[]
  trouble: Trouble | null
  /** An address whose host may give it to this browser, if the person allows it. */
  ask: string | null
  /** Whether it can be cut out of the page. */
  cut: boolean
}

export const nothing: InHand = {
  pointed: null,
  busy: '',
  preview: null,
  assetId: null,
  said: [],
  trouble: null,
  ask: null,
  cut: false,
}
export const inHand = signal<InHand>(nothing)

export const set = (part: Partial<InHand>): void => {
  const { preview } = inHand.peek()
  if (preview && 'preview' in part && part.preview !== preview) URL.revokeObjectURL(preview)
  inHand.value = { ...inHand.peek(), ...part }
}

/** `at`: the time of the call that was answered last. */
const Kept = z.object({ at: z.int(), assetId: z.string().nullable(), said: z.array(z.string()) })
const keptInHand = () => perTab('picture', Kept)

/** Reads back what was in hand before this panel was closed; gives the time of the call it answered. */
export async function restoreInHand(): Promise<number> {
  const kept = await keptInHand().read()
  if (kept) set({ assetId: kept.assetId, said: kept.said })
  return kept?.at ?? 0
}

/** Signed out: whoever comes next finds nothing of it. */
export const forgetInHand = () => set(nothing)

/** A call is answered once, however often the panel is opened. */
export async function markAnswered(at: number): Promise<void> {
  const { assetId, said } = inHand.peek()
  await keptInHand().write({ at, assetId, said })
}

async function take(asset: Asset, said: string[], still: () => boolean): Promise<void> {
  know(asset)
  void library.refresh()
  if (!still()) return
  set({ ...nothing, assetId: asset.id, said })
  const { at = 0 } = (await keptInHand().read()) ?? {}
  await keptInHand().write({ at, assetId: asset.id, said })
}

/** Takes a picture of the library in hand, to go on with it. */
export async function goOnWith(id: string): Promise<void> {
  const asset = await freshAsset(id).catch(() => null)
  if (!asset) return
  await take(asset, ['It is from your library.'], () => true)
  go('picture')
}

/**
 * Makes a file fit and takes it into the library; `from` says where it comes from. One that is no longer `still`
 * meant stays in the library alone. Throws `UnfitPicture`, `Trouble`.
 */
export async function takeFile(file: Blob, from: string, name: string, still: () => boolean): Promise<void> {
  const { file: fit, notes } = await prepare(file)
  if (!still()) return
  set({ preview: URL.createObjectURL(fit), busy: 'Taking it into your library' })
  await take(await api.upload(fit, { name }), [from, ...notes], still)
}

/** Has the server fetch an address. What has to be changed about it is changed here. Throws as `takeFile` does. */
export async function takeAddress(
  url: string,
  pageUrl: string,
  name: string,
  still: () => boolean,
): Promise<void> {
  if (still()) set({ busy: 'Our server is fetching it' })
  const page = pageUrl.startsWith('https:') ? { page: pageUrl } : {}
  const asset = await api.importPicture({ url, ...page })
  const from = `Our server fetched it from ${new URL(url).hostname}.`
  const { file, notes } = await prepare(await api.open(asset))
  const fit = notes.length > 0 ? await api.upload(file, { name }) : asset
  await take(fit, [from, ...notes], still)
}

/** Says why a picture is not in hand. `cut`: whether a cut-out of it can be had. */
export function fail(cause: unknown, cut: boolean): void {
  const trouble = cause instanceof UnfitPicture ? refused(cause.message, cause.remedy) : troubleOf(cause)
  set({
    ...nothing,
    trouble,
    cut: cut && (!(cause instanceof UnfitPicture) || cause.cut),
  })
}

/** Why there is no picture, in our own words. */
export const refused = (detail: string, remedy: string, title = 'This picture cannot be used') =>
  new Trouble({ code: 'unreachable-picture', title, detail, remedy, requestId: null, price: null })

/** The field of a task that the picture goes into; null for a task that asks for none. */
const fieldFor = (id: TaskId): string | null => {
  const fields: Fields = tasks[id].fields
  return Object.keys(fields).find((name) => fields[name]?.kind === 'image') ?? null
}

/** What can be done with a picture today, in the list's own order. */
export const usesNow = (): TaskId[] => offeredTasks.value.filter((id) => fieldFor(id) !== null)

/** Goes to a task with the picture in hand; what stood on its screen before is put aside. */
export async function useFor(id: TaskId): Promise<void> {
  const { assetId } = inHand.peek()
  const field = fieldFor(id)
  if (!assetId || !field) return
  putIn(id, field, await freshAsset(assetId))
  putDownDevice()
  await putAside(id)
  go(id)
}
