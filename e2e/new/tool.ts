import { camel, title, type Kind } from './tree.ts'

/** Something the user's own machine does to a file, and its entry in the catalogue is added by `new model`. */
export const tool: Kind = {
  usage: '',
  check: 'npx vitest run -c extension/vitest.config.ts extension/tools',
  write: (tree, name) => {
    const id = camel(name)
    tree.add(
      `extension/tools/${name}.ts`,
      `import type { Tool } from './tool.ts'

export const ${id}: Tool = {
  title: '${title(name)}',
  about: 'What comes of it',
  verb: '${title(name)}',
  accepts: [],
  takes: { min: 1, max: 1 },
  fields: {},
  works: async () => false,
  run: async () => {
    throw new Error('say what ${title(name).toLowerCase()} does to a file')
  },
}
`,
    )
    tree.change(
      'extension/tools/tool.ts',
      /,?\s*\] as const\s+export type ToolId/,
      `, '${name}'] as const\nexport type ToolId`,
    )
    tree.change(
      'extension/tools/index.ts',
      /import type \{ Tool,/,
      `import { ${id} } from './${name}.ts'\n$&`,
    )
    tree.change('extension/tools/index.ts', /,?\s*\}\s*$/, `, '${name}': ${id} }\n`)
    tree.change(
      'extension/views/tool-icons.ts',
      /,?\s*\}\s+export const toolSign/,
      `, '${name}': { shelf: 'size', drawing: 'M3.5 4.5h13v11h-13z' } }\n\nexport const toolSign`,
    )
  },
}
