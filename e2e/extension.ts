import { readFileSync } from 'node:fs'
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

/** Where a build lies. Without `apiOrigin` it is the one that is shipped. */
export async function buildExtension(options: BuildOptions = {}): Promise<string> {
  const outDir = options.outDir ?? temporaryFolder('extension')
  await runChild([binary('wxt'), 'build', '-c', 'extension/wxt.config.ts'], {
    env: {
      ATELIER_OUT_DIR: outDir,
      ATELIER_API_ORIGIN: options.apiOrigin ?? '',
      ...(options.switchKey && { ATELIER_SWITCH_KEY: options.switchKey }),
      NO_COLOR: '1',
    },
  })
  return join(outDir, 'chrome-mv3')
}

export const manifestText = (folder: string) => readFileSync(join(folder, 'manifest.json'), 'utf8')
export const readManifest = (folder: string) => JSON.parse(manifestText(folder)) as Manifest
