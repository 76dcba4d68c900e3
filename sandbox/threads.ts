import { Worker } from 'node:worker_threads'

/** Runs a script in a thread of its own, with an order as its data, and takes the first thing it posts. */
export function inThread<T>(script: URL, order: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(script, { workerData: order })
    thread.unref()
    thread.once('message', (made: T) => {
      resolve(made)
      // Encoders keep threads of their own, which would never end.
      void thread.terminate()
    })
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('The work was not finished.')))
  })
}
