import type { FileType } from '../../shared/assets.ts'
import type { Values } from '../../shared/fields.ts'
import type { Model } from '../../shared/model.ts'
import type { Micros } from '../../shared/money.ts'
import type { Handle, Step } from '../../shared/step.ts'
import type { ListedModel } from './listing.ts'

/** A picture (or other file) of the workspace that goes in; opened only when it is sent. */
export interface InputFile {
  type: FileType
  bytes: number
  /** Pixels; null for what has none. */
  width: number | null
  height: number | null
  name: string
  open(): Promise<ReadableStream<Uint8Array>>
}

/** One start of one job, as a provider sees it. */
export interface Run {
  jobId: string
  model: Model
  /** As it was ordered; a voice of the workspace's own stands in the vendor's name for it. */
  input: Values
  /**
   * By field, for fields that hold an asset; those of a list by field and place, `images.0`. Empty at the start where
   * they were prepared before.
   */
  files: Readonly<Record<string, InputFile>>
  /** What `prepare` answered; empty where there was nothing to prepare. */
  prepared: Handle
  /** Public https address the vendor may ring when something has changed. */
  hookUrl: string
  keep: Keep
}

/**
 * Puts a result that came as the answer itself into our store, before anything else is done with it. Gives the key
 * it lies under. `type` is its media type.
 */
export type Keep = (body: ReadableStream<Uint8Array>, type: string) => Promise<string>

/**
 * What the vendor made, in its order. `url`: on the provider's own hosts, fetched at once because vendor links die.
 * `kept`: bytes in our store. `text`: words.
 */
export interface Made {
  outputs: ({ url: string } | { kept: string } | { text: string })[]
}

/** The only way out for a provider: its own hosts, its own key, a deadline on every call. */
export interface Net {
  key: string
  fetch(url: string, init?: RequestInit & { timeoutMs?: number }): Promise<Response>
}

/** A stretch of time, UTC milliseconds, both ends included. */
export interface Window {
  from: number
  to: number
}

/** One file is one vendor. */
export interface Provider {
  /** Hosts that may be called or fetched from; `*.name` covers its subdomains. */
  hosts: readonly string[]
  /** A repeated start does not make or bill a second task. */
  idempotent: boolean
  /** A started task can be stopped without being billed. */
  cancels: boolean
  /** Limits of our account there, before a row of `vendors` says otherwise. */
  limits: { perMinute: number; parallel: number }
  /**
   * What must be at the vendor before the start (uploads). Bills nothing and may be repeated. Where a vendor has no
   * such call the files go with the start itself.
   */
  prepare?(run: Run, net: Net): Promise<Extract<Step<Handle>, { state: 'done' | 'failed' }>>
  /** Never called twice for one job unless the vendor has proved that it did not accept the first. */
  start(run: Run, net: Net): Promise<Step<Made>>
  /** Trouble of the question itself is `pending`; only the task's own end is `failed`. */
  check(handle: Handle, net: Net, keep: Keep): Promise<Step<Made>>
  /** Tasks in the vendor's history that were asked exactly what this run asks, in that time. */
  find?(run: Run, window: Window, net: Net): Promise<Handle[]>
  /** What the vendor would bill for this, in micro-dollars; null when it does not say. Bills nothing. */
  price?(run: Pick<Run, 'jobId' | 'model' | 'input' | 'prepared'>, net: Net): Promise<Micros | null>
  /** All that it sells now, as its own catalogue says. Bills nothing; throws when it does not say. */
  listing?(net: Net): Promise<ListedModel[]>
  /** What is left on our account there. Bills nothing; throws when it does not say. */
  balance?(net: Net): Promise<Micros>
  /** A webhook is only a doorbell: the task it speaks of when it is really the vendor's, else null. */
  readHook?(headers: Headers, body: Uint8Array, net: Net, now: number): Promise<Handle | null>
}
