import type { Values } from '../../shared/fields.ts'
import type { ToolId } from './tool.ts'

/** One tool of a row, by its name, with what was chosen for it and the files its fields name. */
export interface Step {
  tool: ToolId
  values: Values
  files?: Readonly<Record<string, Blob>>
}

/** What goes to the worker and what comes back. */
export interface Errand {
  steps: readonly Step[]
  files: readonly File[]
}
export type News = { share: number } | { note: string } | { made: readonly File[] } | { failed: string }

interface Watch {
  signal: AbortSignal
  /** 0 to 1. */
  progress(share: number): void
  /** What a tool has to say of what it did, in a sentence. */
  note?(words: string): void
}

const idleMs = 10_000
let idle: { worker: Worker; freed: ReturnType<typeof setTimeout> } | null = null

/**
 * Runs tools, one after another, on files of this machine in a worker, so that the panel stays quick. Aborting ends
 * the worker at once and rejects with an AbortError; a worker with nothing to do is freed after ten seconds.
 */
export function runTools(
  steps: readonly Step[],
  files: readonly File[],
  watch: Watch,
): Promise<readonly File[]> {
  if (watch.signal.aborted) return Promise.reject(watch.signal.reason)
  const worker = takeWorker()
  return new Promise((resolve, reject) => {
    const abort = () => {
      worker.terminate()
      reject(watch.signal.reason)
    }
    const finish = () => {
      watch.signal.removeEventListener('abort', abort)
      worker.onmessage = worker.onerror = null
      keepWorker(worker)
    }
    worker.onmessage = ({ data }: MessageEvent<News>) => {
      if ('share' in data) return watch.progress(data.share)
      if ('note' in data) return watch.note?.(data.note)
      finish()
      if ('made' in data) resolve(data.made)
      else reject(new Error(data.failed))
    }
    worker.onerror = () => {
      watch.signal.removeEventListener('abort', abort)
      worker.terminate()
      reject(new Error('The tool stopped unexpectedly on this machine. Nothing was charged; try again.'))
    }
    watch.signal.addEventListener('abort', abort, { once: true })
    worker.postMessage({ steps, files } satisfies Errand)
  })
}

function takeWorker(): Worker {
  if (!idle) return new Worker('/tool-worker.js')
  const { worker, freed } = idle
  clearTimeout(freed)
  idle = null
  return worker
}

function keepWorker(worker: Worker): void {
  if (idle) return worker.terminate()
  const free = () => {
    worker.terminate()
    idle = null
  }
  idle = { worker, freed: setTimeout(free, idleMs) }
}
