import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { heapOf, memoryOf } from './memory.ts'
import { answering, binary, freePort, root, runChild, startChild, temporaryFolder } from './children.ts'

export interface Worker {
  url: string
  /** Where its database and files lie. */
  state: string
  output(): string
  /** What cron would do: sweep now. */
  tick(): Promise<void>
  /** Ends it as a power cut would; `restart` starts it again at the same address with the same data and secrets. */
  kill(): Promise<void>
  restart(): Promise<void>
  /** Memory of the runtime now, in bytes; 0 where it cannot be seen. */
  memory(): number
  /** What our own code holds once everything that can go has gone, in bytes. */
  heap(): Promise<number>
  close(): Promise<void>
}

export interface WorkerOptions {
  port?: number
  sandboxUrl: string
  /** Keeps its data there; without it, in a folder that is removed at the end. */
  state?: string
  /** The vendor keys of the user's own .dev.vars are used. Tests never do: they must cost nothing. */
  ownKeys?: boolean
  /** Follows edits of the code. Otherwise it is bundled once, so that an edit does not restart a run half-way. */
  follow?: boolean
}

// Wrangler asks nothing, reports nothing and writes nothing outside its folders.
export const quietEnv = (folder: string): NodeJS.ProcessEnv => ({
  CI: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_REGISTRY_PATH: join(folder, 'registry'),
  WRANGLER_LOG_PATH: join(folder, 'logs'),
  NO_COLOR: '1',
})

/** Brings a local database up to date. */
export async function migrateLocal(state: string): Promise<string> {
  return runChild(
    [binary('wrangler'), 'd1', 'migrations', 'apply', 'atelier', '--local', '--persist-to', state],
    { env: quietEnv(temporaryFolder('wrangler')) },
  )
}

/** The vendor keys in a file of settings: the person's own, unless another is named. */
export function ownVendorKeys(file = join(root, '.dev.vars')): Record<string, string> {
  const all = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (name.endsWith('_KEY') && value ? [[name, value]] : [])),
  )
}

/** The Worker as wrangler runs it on this machine: real D1, R2 and Queues, its own database. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const port = options.port ?? (await freePort())
  const folder = temporaryFolder('worker')
  const state = options.state ?? join(folder, 'state')
  await migrateLocal(state)
  const settings = {
    AUTH_SECRET: randomBytes(24).toString('hex'),
    LINK_SECRET: randomBytes(24).toString('hex'),
    SANDBOX_URL: options.sandboxUrl,
    ...(options.ownKeys ? ownVendorKeys() : {}),
  }
  // Given this file, wrangler does not read .dev.vars.
  const envFile = join(folder, 'settings.env')
  writeFileSync(
    envFile,
    Object.entries(settings)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
      .join(''),
    { mode: 0o600 },
  )
  const bundle = join(folder, 'bundle')
  if (!options.follow)
    await runChild([binary('wrangler'), 'deploy', '--dry-run', `--outdir=${bundle}`], {
      env: quietEnv(folder),
    })
  const url = `http://127.0.0.1:${port}`
  const inspector = await freePort()
  const launch = async () => {
    const child = startChild(
      [
        binary('wrangler'),
        'dev',
        '--config=wrangler.toml',
        ...(options.follow ? [] : [join(bundle, 'index.js'), '--no-bundle']),
        '--ip=127.0.0.1',
        `--port=${port}`,
        `--inspector-port=${inspector}`,
        `--env-file=${envFile}`,
        `--persist-to=${state}`,
        '--test-scheduled',
        '--show-interactive-dev-session=false',
      ],
      { env: quietEnv(folder) },
    )
    await answering(child, `${url}/api/image-studio/models`)
    return child
  }
  let child = await launch()
  const tick = async () => {
    await fetch(`${url}/cdn-cgi/handler/scheduled`).catch(() => null)
  }
  // Cron never fires on a laptop, and a restart loses the bells: the sweep rings what has none.
  const timer = setInterval(() => void tick(), 10_000)
  timer.unref()
  return {
    url,
    state,
    output: () => child.output(),
    tick,
    kill: () => child.kill(),
    restart: async () => void (child = await launch()),
    memory: () => memoryOf(child.pid ?? 0, 'workerd'),
    heap: () => heapOf(inspector),
    close: async () => {
      clearInterval(timer)
      await child.stop()
    },
  }
}
