import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { binary, runChild, temporaryFolder } from './children.ts'

/** The manifest's parts that are read here. */
export interface Manifest {
  version: string
  commands?: Record<string, { suggested_key?: { default?: string } }>
}

/** Where a build lies. Without `apiOrigin` it is the one that is shipped; `outDir` keeps two runs apart. */
export async function buildExtension(options: { apiOrigin?: string; outDir?: string } = {}): Promise<string> {
  const outDir = options.outDir ?? temporaryFolder('extension')
  await runChild([binary('wxt'), 'build', '-c', 'extension/wxt.config.ts'], {
    env: { ATELIER_OUT_DIR: outDir, ATELIER_API_ORIGIN: options.apiOrigin ?? '', NO_COLOR: '1' },
  })
  return join(outDir, 'chrome-mv3')
}

export const manifestText = (folder: string) => readFileSync(join(folder, 'manifest.json'), 'utf8')
export const readManifest = (folder: string) => JSON.parse(manifestText(folder)) as Manifest
