import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { binary, runChild, temporaryFolder } from './children.ts'

/** The manifest's parts that are read here. */
export interface Manifest {
  version: string
  commands?: Record<string, { suggested_key?: { default?: string } }>
}

export interface BuildOptions {
  apiOrigin?: string
  /** Keeps two runs apart. */
  outDir?: string
  /** Whose lists of switched-off spots are believed: an Ed25519 public key, 32 bytes in base64url. */
  switchKey?: string
}

const environment = (outDir: string, { apiOrigin, switchKey }: BuildOptions): NodeJS.ProcessEnv => ({
  ATELIER_OUT_DIR: outDir,
  ATELIER_API_ORIGIN: apiOrigin ?? '',
  ...(switchKey && { ATELIER_SWITCH_KEY: switchKey }),
  NO_COLOR: '1',
})

/** Where a build lies. Without `apiOrigin` it is the one that is shipped. */
export async function buildExtension(options: BuildOptions = {}): Promise<string> {
  const outDir = options.outDir ?? temporaryFolder('extension')
  const env = environment(outDir, options)
  await runChild([binary('wxt'), 'build', '-c', 'extension/wxt.config.ts'], { env })
  return join(outDir, 'chrome-mv3')
}

/** Builds it and packs it for the stores: where the file lies. */
export async function zipExtension(options: BuildOptions & { outDir: string }): Promise<string> {
  const env = environment(options.outDir, options)
  await runChild([binary('wxt'), 'zip', '-c', 'extension/wxt.config.ts'], { env })
  const files = globSync(join(options.outDir, '*.zip'))
  return files.reduce((a, b) => (statSync(a).mtimeMs > statSync(b).mtimeMs ? a : b))
}

export const manifestText = (folder: string) => readFileSync(join(folder, 'manifest.json'), 'utf8')
export const readManifest = (folder: string) => JSON.parse(manifestText(folder)) as Manifest
