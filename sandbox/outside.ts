import { z } from 'zod'
import type { LoggedCall } from './exchange.ts'

const loopback = (host: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(host)

/** What can be set at the start and at any time later. Times in milliseconds. */
export const settingsSchema = z.strictObject({
  /** The Worker's public host name; calls to it go to `worker`. */
  publicHost: z.string(),
  /** Where the Worker really listens, on this machine. */
  worker: z.url().refine((url) => loopback(new URL(url).hostname), 'must be on this machine'),
  /** How long a picture takes. */
  pictureMs: z.int().min(0),
  /** How long a clip takes; making one may take longer on a slow machine. */
  videoMs: z.int().min(0),
  /** How long a vendor waits before it pays a failed task back. */
  refundMs: z.int().min(0),
  /** The pause before the first repeat of a failed callback; it doubles with each. */
  retryMs: z.int().min(0),
  /** The longest a synchronous call is held. */
  syncMs: z.int().min(0),
  /** How many submits WaveSpeed takes of a key in a minute of the clock, and how many tasks run at once; 0 is no limit. */
  perMinute: z.int().min(0),
  parallel: z.int().min(0),
  /** How long a client must wait between two questions for the same result, where a vendor says so. */
  pollMs: z.int().min(0),
  /** What is on a vendor's account before anything is bought, in micro-dollars. */
  balanceMicros: z.int().min(0),
})
export type Settings = z.infer<typeof settingsSchema>

export const startSettings: Settings = {
  publicHost: 'api.atelier.example',
  worker: 'http://127.0.0.1:8787',
  pictureMs: 1000,
  videoMs: 2000,
  // WaveSpeed promises refunds within three hours; nothing may rely on an earlier one.
  refundMs: 3 * 3600 * 1000,
  retryMs: 1000,
  syncMs: 20_000,
  perMinute: 0,
  parallel: 0,
  pollMs: 10_000,
  balanceMicros: 1_000_000_000,
}

/** The world as a vendor sees it. Nothing that goes through here leaves this machine. */
export interface Outside {
  readonly settings: Settings
  /** Fetches a file somebody named: from a played host or from the Worker. Throws for anything else. */
  download(url: string): Promise<Response>
  /** Calls a webhook: at the Worker, or elsewhere on this machine. Refuses anything else; never throws. */
  callBack(
    vendor: string,
    url: string,
    attempt: number,
    headers: Record<string, string>,
    body: string,
  ): Promise<boolean>
}

/** Opens the world. `play` answers for the played hosts (null for any other), `log` hears of every call. */
export function openOutside(
  settings: Settings,
  play: (url: URL) => Promise<Response> | null,
  log: (call: LoggedCall) => void,
): Outside {
  const atWorker = (url: URL) => `${settings.worker.replace(/\/$/, '')}${url.pathname}${url.search}`
  return {
    settings,
    download: async (text) => {
      const url = new URL(text)
      if (url.protocol !== 'https:') throw new Error('only https addresses can be fetched')
      // A redirect is not followed: it could lead off this machine.
      const answer =
        url.hostname === settings.publicHost
          ? await fetch(atWorker(url), { redirect: 'manual', signal: AbortSignal.timeout(15_000) })
          : await play(url)
      if (!answer) throw new Error(`${url.hostname} cannot be reached`)
      if (!answer.ok) throw new Error(`${url.hostname} answered ${answer.status}`)
      return answer
    },
    callBack: async (vendor, text, attempt, headers, body) => {
      const url = new URL(text)
      const at = Date.now()
      const note = (outcome: LoggedCall['outcome']) => log({ at, vendor, url: text, attempt, outcome })
      const ours = url.hostname === settings.publicHost
      if (!ours && !loopback(url.hostname)) {
        note({ refused: 'The sandbox calls nobody outside this machine.' })
        return true
      }
      const target = ours ? atWorker(url) : `http://${url.host}${url.pathname}${url.search}`
      try {
        const answer = await fetch(target, {
          method: 'POST',
          headers,
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(10_000),
        })
        await answer.body?.cancel()
        note({ status: answer.status })
        return answer.ok
      } catch (error) {
        note({ error: error instanceof Error ? error.message : String(error) })
        return false
      }
    },
  }
}
