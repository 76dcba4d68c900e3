import { camel, title, type Kind } from './tree.ts'

/** A vendor: its adapter, its key, and the same vendor played in the sandbox. */
export const provider: Kind = {
  usage: '',
  check: 'npx vitest run -c worker/vitest.config.ts worker/models worker/providers',
  write: (tree, name) => {
    const id = camel(name)
    const key = `${name.toUpperCase().replaceAll('-', '_')}_KEY`
    const Opener = `open${id[0]!.toUpperCase()}${id.slice(1)}`
    tree.add(`worker/providers/${name}.ts`, adapter(id))
    tree.change(
      'worker/providers/index.ts',
      /import type \{ Provider \}.*\n/,
      `$&import { ${id} } from './${name}.ts'\n`,
    )
    tree.change(
      'worker/providers/index.ts',
      /(?<=providers: Record<VendorId, Provider> = \{[^}]*)\s\}/,
      `, ${id} }`,
    )
    tree.change('shared/providers.ts', /(?<=z\.enum\(\[)/, `'${id}', `)
    tree.change('shared/providers.ts', /(?<=providerTitles[^{]*\{\n)/, `  ${id}: '${title(name)}',\n`)
    tree.change('worker/env.ts', /\n  SANDBOX_URL\?: string/, `\n  ${key}?: string$&`)
    tree.change(
      'worker/env.ts',
      /\n    SANDBOX_URL: /,
      `\n    ${key}: z.string().trim().min(1).optional(),$&`,
    )
    tree.change('worker/env.ts', /(?<=keys: \{[^}]*)\s\}/, `, ${id}: raw.${key} ?? null }`)
    tree.add(`sandbox/${name}.ts`, played(name, Opener))
    tree.change(
      'sandbox/app.ts',
      /import \{ openWaveSpeed \}/,
      `import { ${Opener} } from './${name}.ts'\n$&`,
    )
    tree.change('sandbox/app.ts', /(?<=vendors: readonly OpenVendor\[\] = \[[^\]]*)\]/, `, ${Opener}]`)
  },
}

const adapter = (id: string) => `import type { Provider } from './provider.ts'

/** Facts: where its documentation says how it is asked, answers, limits and bills. */
export const ${id}: Provider = {
  hosts: [],
  idempotent: false,
  cancels: false,
  limits: { perMinute: 0, parallel: 0 },
  prepare: async () => ({ state: 'done', result: {} }),
  start: async (run) => {
    throw new Error(\`\${run.model.id} cannot be started yet: say how the vendor is asked\`)
  },
  check: async () => {
    throw new Error('say how the vendor is asked what became of a task')
  },
}
`

const played = (name: string, opener: string) => `import { Hono } from 'hono'
import type { Vendor, Wire } from './vendor.ts'

/** Plays the vendor as strictly as it is: its paths, checks, statuses and errors. */
export function ${opener}(): Vendor {
  const app = new Hono<Wire>()
  return {
    name: '${name}',
    hosts: { 'api.${name}.example': app },
    refuse: (status) => new Response(\`Error \${status}\\n\`, { status }),
    tasks: () => [],
    reset: () => undefined,
  }
}
`
