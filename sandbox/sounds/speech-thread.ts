import { parentPort, workerData } from 'node:worker_threads'
import { soundFile } from './sound-file.ts'
import { spoken } from './speak.ts'
import type { SpeechOrder } from './speeches.ts'

// A long text keeps a core busy for seconds, and the server must go on answering meanwhile.
const { speech, format, channels, bitrate } = workerData as SpeechOrder
const file = await soundFile(spoken(speech), format, { channels, bitrate })
parentPort?.postMessage(file, file.buffer instanceof ArrayBuffer ? [file.buffer] : [])
