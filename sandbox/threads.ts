import { Worker } from 'node:worker_threads'

/** Runs a script in a thread of its own, with an order as its data; it answers with one file. */
export function inThread(script: URL, order: object): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { workerData: order })
    thread.unref()
    thread.once('message', (file: Uint8Array) => {
      resolve(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
      // Encoders keep threads of their own, which would never end.
      void thread.terminate()
    })
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('The work was not finished.')))
  })
}
