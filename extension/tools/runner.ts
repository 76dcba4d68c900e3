import type { Values } from '../../shared/fields.ts'
import type { ToolId, Watch } from './tool.ts'

/** What goes to the worker and what comes back. */
export interface Errand {
  id: ToolId
  file: Blob
  options: Values
}
export type News = { share: number } | { made: Blob } | { failed: string }

const idleMs = 10_000
let idle: { worker: Worker; freed: ReturnType<typeof setTimeout> } | null = null

/**
 * Runs a tool on this machine in a worker of its own, so that the panel stays quick. Aborting ends the worker at
 * once and rejects with an AbortError; a worker with nothing to do is freed after ten seconds.
 */
export function runTool(id: ToolId, file: Blob, options: Values, watch: Watch): Promise<Blob> {
  if (watch.signal.aborted) return Promise.reject(watch.signal.reason)
  const worker = takeWorker()
  return new Promise<Blob>((resolve, reject) => {
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
    worker.postMessage({ id, file, options } satisfies Errand)
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
