import { signal } from '@preact/signals'
import type { Values } from '../../shared/fields.ts'
import type { PublicModel } from '../../shared/model.ts'
import type { TaskId } from '../../shared/task.ts'
import { api, Trouble } from '../api.ts'
import { runTools } from '../tools/runner.ts'
import { isToolId } from '../tools/tool.ts'
import { freshAsset, know, library } from './library.ts'
import { troubleOf } from './loaded.ts'
import { pieceOf, type Piece } from './piece.ts'
import { uploadFile } from './upload.ts'

/** A piece of work on this machine: free, private, gone when the panel is closed before it is saved. */
export interface DeviceWork {
  /** What was asked for; null while there is no such work. */
  task: TaskId | null
  state: 'idle' | 'making' | 'saving' | 'done'
  /** 0 to 1. */
  share: number
  startedAt: number
  result: Piece | null
  /** Whether the result is in the library. */
  saved: boolean
  trouble: Trouble | null
}

const idle: DeviceWork = {
  task: null,
  state: 'idle',
  share: 0,
  startedAt: 0,
  result: null,
  saved: false,
  trouble: null,
}
export const deviceWork = signal<DeviceWork>(idle)

let stop: AbortController | null = null
let finished: { file: File; model: string; from: string } | null = null

const toolOf = (model: PublicModel) => model.id.slice('device/'.length)

/** Whether this build has the tool that the catalogue speaks of. */
export const hasTool = (model: PublicModel) => isToolId(toolOf(model))

const set = (part: Partial<DeviceWork>) => (deviceWork.value = { ...deviceWork.peek(), ...part })

/** Makes it here, then saves it to the library. `values` may hold the picture's id; the tool does not see it. */
export async function makeHere(model: PublicModel, imageId: string, values: Values): Promise<void> {
  const tool = toolOf(model)
  if (!isToolId(tool)) return
  stop?.abort()
  const mine = (stop = new AbortController())
  deviceWork.value = { ...idle, task: model.task, state: 'making', startedAt: Date.now() }
  const { image: _picture, ...options } = values
  try {
    const source = await freshAsset(imageId)
    const picture = await api.open(source)
    const watch = { signal: mine.signal, progress: (share: number) => set({ share }) }
    const file = new File([picture], source.name, { type: source.type })
    const [made] = await runTools([{ tool, values: options }], [file], watch)
    if (mine.signal.aborted || !made) return
    finished = { file: made, model: model.id, from: imageId }
    const result = await localPiece(finished.file)
    set({ result, state: 'saving', share: 1 })
    await saveResult()
  } catch (cause) {
    if (!mine.signal.aborted) set({ state: 'idle', trouble: troubleOf(cause) })
  }
}

/** Saves what was made; may be repeated after a lost connection. */
export async function saveResult(): Promise<void> {
  const { result } = deviceWork.peek()
  if (!finished || !result) return
  const { file, model, from } = finished
  set({ state: 'saving', trouble: null })
  try {
    const asset = await uploadFile(file, { name: file.name, model, from })
    know(asset)
    const saved = pieceOf(asset)
    set({ state: 'done', saved: true, result: { ...result, name: saved.name, durationMs: saved.durationMs } })
    void library.refresh()
  } catch (cause) {
    set({ state: 'done', saved: false, trouble: troubleOf(cause) })
  }
}

export function putDownDevice(): void {
  stop?.abort()
  stop = null
  finished = null
  const { result } = deviceWork.peek()
  if (result) URL.revokeObjectURL(result.src)
  deviceWork.value = idle
}

async function localPiece(file: File): Promise<Piece> {
  const src = URL.createObjectURL(file)
  const video = document.createElement('video')
  await new Promise<void>((ready, broken) => {
    video.onloadedmetadata = () => ready()
    video.onerror = () => broken(new Error('The finished video does not play in this browser.'))
    video.src = src
  })
  return {
    key: src,
    kind: 'video',
    name: file.name,
    src,
    width: video.videoWidth,
    height: video.videoHeight,
    durationMs: Math.round(video.duration * 1000),
    text: null,
    consent: null,
    prompt: '',
    jobId: null,
    open: () => Promise.resolve(file),
  }
}
