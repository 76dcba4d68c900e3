import { signal } from '@preact/signals'
import type { Values } from '../../shared/fields.ts'
import type { PublicModel } from '../../shared/model.ts'
import { tasks, type MediaKind, type TaskId } from '../../shared/task.ts'
import type { UploadQuery } from '../../shared/api.ts'
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
let finished: { file: File; query: UploadQuery } | null = null

/** The tool of this machine that is the model. */
export const toolOf = (model: PublicModel) => model.id.slice('device/'.length)

/** Whether this build has the tool that the catalogue speaks of. */
export const hasTool = (model: PublicModel) => isToolId(toolOf(model))

const set = (part: Partial<DeviceWork>) => (deviceWork.value = { ...deviceWork.peek(), ...part })

/**
 * Makes it here, then saves it to the library. `values` may hold the id of the picture it is made of; the tool is
 * given its bytes. What a task calls its prompt, a tool calls its words.
 */
export async function makeHere(model: PublicModel, values: Values): Promise<void> {
  const tool = toolOf(model)
  if (!isToolId(tool)) return
  stop?.abort()
  const mine = (stop = new AbortController())
  deviceWork.value = { ...idle, task: model.task, state: 'making', startedAt: Date.now() }
  const { image, prompt, ...options } = values
  try {
    const files = typeof image === 'string' ? [await pictureOf(image)] : []
    const steps = [{ tool, values: prompt === undefined ? options : { ...options, words: prompt } }]
    const watch = { signal: mine.signal, progress: (share: number) => set({ share }) }
    const [made] = await runTools(steps, files, watch)
    if (mine.signal.aborted || !made) return
    const query: UploadQuery = { name: made.name, model: model.id }
    if (typeof image === 'string') query.from = image
    if (typeof prompt === 'string') query.prompt = prompt
    finished = { file: made, query }
    const result = await localPiece(made, tasks[model.task].makes, query.prompt ?? '')
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
  const { file, query } = finished
  set({ state: 'saving', trouble: null })
  try {
    const asset = await uploadFile(file, query)
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

async function pictureOf(assetId: string): Promise<File> {
  const source = await freshAsset(assetId)
  return new File([await api.open(source)], source.name, { type: source.type })
}

async function localPiece(file: File, kind: MediaKind, prompt: string): Promise<Piece> {
  const src = URL.createObjectURL(file)
  const seen = kind === 'video' ? await clipFacts(src) : await pictureFacts(file)
  return {
    key: src,
    kind,
    name: file.name,
    src,
    ...seen,
    text: null,
    consent: null,
    prompt,
    jobId: null,
    open: () => Promise.resolve(file),
  }
}

type Facts = Pick<Piece, 'width' | 'height' | 'durationMs'>

async function clipFacts(src: string): Promise<Facts> {
  const video = document.createElement('video')
  await new Promise<void>((ready, broken) => {
    video.onloadedmetadata = () => ready()
    video.onerror = () => broken(new Error('The finished video does not play in this browser.'))
    video.src = src
  })
  const { videoWidth: width, videoHeight: height, duration } = video
  return { width, height, durationMs: Math.round(duration * 1000) }
}

async function pictureFacts(file: File): Promise<Facts> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  bitmap.close()
  return { width, height, durationMs: null }
}
