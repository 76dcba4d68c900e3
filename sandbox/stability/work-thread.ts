import { parentPort, workerData } from 'node:worker_threads'
import { endpoints } from './endpoints.ts'
import type { LargeOrder } from './workshop.ts'

// Pictures of many megapixels keep a core busy for seconds, and the server must go on answering meanwhile.
const { path, order } = workerData as LargeOrder
const endpoint = endpoints.find((each) => each.path === path)
if (!endpoint) throw new Error(`There is no ${path}.`)
const files = Object.entries(order.files).map(([name, file]) => [name, Buffer.from(file)] as const)
const { bytes, type } = await endpoint.work({ ...order, files: Object.fromEntries(files) })
parentPort?.postMessage({ bytes: new Uint8Array(bytes), type })
