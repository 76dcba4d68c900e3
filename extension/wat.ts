import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import wabt from 'wabt'

/** WebAssembly as text, as bytes. */
export async function assemble(name: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const { parseWat } = await wabt()
  const module = parseWat(name, text, { simd: true })
  const bytes = new Uint8Array(module.toBinary({}).buffer)
  module.destroy()
  return bytes
}

/** For the build: `import url from './name.wat?url'` gives the address of a packaged name.wasm. */
export const wat = () => ({
  name: 'atelier:wat',
  enforce: 'pre' as const,
  async load(this: { emitFile(file: object): string }, id: string): Promise<string | null> {
    if (!id.endsWith('.wat?url')) return null
    const path = id.slice(0, -'?url'.length)
    const fileName = `assets/${basename(path, '.wat')}.wasm`
    const source = await assemble(path, readFileSync(path, 'utf8'))
    this.emitFile({ type: 'asset', fileName, source })
    return `export default ${JSON.stringify(`/${fileName}`)}`
  },
})
