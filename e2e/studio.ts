import { freePort } from './children.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'
import { startWorker, type Worker, type WorkerOptions } from './worker.ts'

/** Worker and sandbox, each knowing the other's address. */
export interface Studio {
  worker: Worker
  sandbox: Sandbox
  close(): Promise<void>
}

export async function openStudio(
  options: Pick<WorkerOptions, 'state' | 'ownKeys' | 'follow'> = {},
): Promise<Studio> {
  const port = await freePort()
  const sandbox = await startSandbox({
    publicHost: 'api.atelier.example',
    worker: `http://127.0.0.1:${port}`,
  })
  const worker = await startWorker({ ...options, port, sandboxUrl: sandbox.url })
  return {
    worker,
    sandbox,
    close: async () => {
      await worker.close()
      await sandbox.close()
    },
  }
}
