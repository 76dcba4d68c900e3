import { build } from 'esbuild'

const bundles = new Map<string, Promise<Buffer>>()

/**
 * A program and all it imports, editors included, as one file for a browser. Built once in a run. What it exports
 * stands in a variable of this `name`.
 */
export function bundle(entry: string, name?: string): Promise<Buffer> {
  const known = bundles.get(entry)
  if (known) return known
  const made = build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    ...(name && { globalName: name }),
    target: 'es2023',
    minifySyntax: true,
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'silent',
  }).then(({ outputFiles: [file] }) => Buffer.from(file!.contents))
  bundles.set(entry, made)
  return made
}
