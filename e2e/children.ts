import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// Programs, folders and ports of this run. However it ends, no program and no folder outlives it.

export const root = join(import.meta.dirname, '..')
export const binary = (name: string) => join(root, 'node_modules/.bin', name)

const groups = new Set<number>()
const folders = new Set<string>()

function killGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal)
  } catch {
    // It is gone already.
  }
}

process.on('exit', () => {
  for (const pid of groups) killGroup(pid, 'SIGKILL')
  for (const folder of folders)
    try {
      // A browser that was just killed may still write for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    } catch {
      // The system's own cleaning of temporary files takes it.
    }
})
let leaving = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    leaving = true
    // They have programs of their own to end: ask first, and only then leave them to the exit above.
    for (const pid of groups) killGroup(pid, 'SIGTERM')
    const leave = () => process.exit(128 + constants.signals[signal])
    setTimeout(leave, 3000)
    setInterval(() => groups.size === 0 && leave(), 50)
  })

/** A folder that is removed when this process ends. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `atelier-${name}-`))
  folders.add(folder)
  return folder
}

/** A port nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** What is being waited for at the moment. */
interface Wait {
  what: Words
  /** Nobody is interested any more. */
  over: boolean
}
type Words = string | (() => string | Promise<string>)
const waits = new Set<Wait>()
const wordsOf = async (what: Words) => (typeof what === 'string' ? what : what())

/**
 * Looks again and again until there is something to see; says what it waited for when there never is. Words that are
 * asked for only then can tell what was there instead.
 */
export async function until<T>(
  what: Words,
  look: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  seconds = 30,
): Promise<T> {
  const wait: Wait = { what, over: false }
  waits.add(wait)
  try {
    const end = performance.now() + seconds * 1000
    for (;;) {
      const seen = await look()
      if (seen) return seen
      if (wait.over) throw new Error(`nobody waits any more: ${await wordsOf(what)}`)
      if (performance.now() > end) throw new Error(`waited ${seconds} s in vain: ${await wordsOf(what)}`)
      await sleep(50)
    }
  } finally {
    waits.delete(wait)
  }
}

/** Ends whatever is still waited for, and says what it was: a test that ran out of time must not go on beside the next. */
export async function stopWaiting(): Promise<string[]> {
  return Promise.all(
    [...waits].map(async (wait) => {
      wait.over = true
      return wordsOf(wait.what)
    }),
  )
}

export interface Child {
  /** Everything it has printed, the last 20 000 characters. */
  output(): string
  /** Its exit code; a signal counts as 1. */
  ended: Promise<number>
  isRunning(): boolean
  stop(): Promise<void>
  /** As a power cut would: it is not asked. */
  kill(): Promise<void>
  /** Its process group's number. */
  pid: number | undefined
}

export interface ChildOptions {
  /** The repository's root, unless said otherwise. */
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** Called with each piece of output as it comes. */
  heard?: (text: string) => void
  /** Further pipes beside the standard three, from number 3 on; what they say goes to `heard` too. */
  extraPipes?: number
}

/** Starts a program as the head of its own process group, so that whatever it starts ends with it. */
export function startChild(command: readonly string[], options: ChildOptions = {}): Child {
  const [program = '', ...args] = command
  const extra = Array.from({ length: options.extraPipes ?? 0 }, () => 'pipe' as const)
  const child = spawn(program, args, {
    cwd: options.cwd ?? root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...extra],
    env: { ...process.env, ...options.env },
  })
  const { pid } = child
  if (pid) groups.add(pid)
  let kept = ''
  let running = true
  for (const pipe of child.stdio.slice(1))
    pipe?.on('data', (chunk: Buffer) => {
      const text = chunk.toString()
      kept = (kept + text).slice(-20_000)
      options.heard?.(text)
    })
  const ended = new Promise<number>((resolve) => {
    const end = (code: number) => {
      running = false
      resolve(code)
    }
    child.on('error', (error) => {
      kept += `${program} could not be started: ${error.message}`
      end(1)
    })
    child.on('exit', (code) => {
      // What it started may still hold the ground; nothing of the group stays.
      if (pid) killGroup(pid, 'SIGKILL')
      if (pid) groups.delete(pid)
      // On the way out nobody is told: the end of a program must not look like a failure.
      if (!leaving) end(code ?? 1)
    })
  })
  return {
    output: () => kept,
    ended,
    isRunning: () => running,
    stop: async () => {
      if (!running || !pid) return
      killGroup(pid, 'SIGTERM')
      const killed = setTimeout(() => killGroup(pid, 'SIGKILL'), 3000)
      await ended
      clearTimeout(killed)
    },
    kill: async () => {
      if (!running || !pid) return
      killGroup(pid, 'SIGKILL')
      await ended
    },
    pid,
  }
}

/** Runs a program to its end and gives its output; throws with the output when it fails. */
export async function runChild(command: readonly string[], options: ChildOptions = {}): Promise<string> {
  const child = startChild(command, options)
  const code = await child.ended
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${child.output()}`)
  return child.output()
}

/** Waits until an address answers well; when it never does, says what its program has printed. */
export async function answering(child: Child, url: string, seconds = 60): Promise<void> {
  try {
    await until(
      `${url} to answer`,
      async () => {
        if (!child.isRunning()) throw new Error(`its program ended before ${url} answered`)
        if (/Build failed/.test(child.output())) throw new Error('its program could not be built')
        return (await fetch(url).catch(() => null))?.ok
      },
      seconds,
    )
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : String(error)}\n${child.output().slice(-3000)}`,
      {
        cause: error,
      },
    )
  }
}
