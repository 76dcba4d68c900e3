import { inThread } from '../threads.ts'
import type { SoundFormat } from './sound-file.ts'
import type { Speech } from './speak.ts'

/** What to say, and the file to write it to. */
export interface SpeechOrder {
  readonly speech: Speech
  readonly format: SoundFormat
  readonly channels: 1 | 2
  /** Bits a second. */
  readonly bitrate: number
}

/** Says a text and writes it down as a sound file, in a thread of its own. */
export async function speak(order: SpeechOrder): Promise<Buffer> {
  return Buffer.from(await inThread<Uint8Array>(new URL('./speech-thread.ts', import.meta.url), order))
}
