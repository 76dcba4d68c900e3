import { camel, title, type Kind } from './tree.ts'

/** A web site people post on, a stand-in of its page to try it on, and a line for the canary. */
export const site: Kind = {
  usage: '[--host www.example.com]',
  check: 'npx vitest run -c extension/vitest.config.ts extension/sites',
  write: (tree, name, { host = `www.${name}.com` }) => {
    const id = camel(name)
    tree.add(
      `extension/sites/${name}.ts`,
      `import type { Site } from './site.ts'

/** Where its composers are: selectors best first, roles and data attributes before classes. */
export const ${id}: Site = {
  title: '${title(name)}',
  hosts: ['${host.replace(/^www\./, '')}'],
  spots: [],
}
`,
    )
    tree.change(
      'extension/sites/index.ts',
      /import type \{ Site \}/,
      `import { ${id} } from './${name}.ts'\n$&`,
    )
    tree.change('extension/sites/index.ts', /(?<=sites: readonly Site\[\] = \[[^\]]*)\]/, `, ${id}]`)
    tree.add(`e2e/pages/${name}/${name}.html`, page(title(name)))
    tree.change(
      'e2e/pages/pages.ts',
      /\n\}\n\n\/\*\* Every address/,
      `\n  '${host}': { policy: "default-src 'self'", files: { '/': here('${name}/${name}.html') } },$&`,
    )
    tree.change(
      'e2e/canary/watches.ts',
      /\n\]\n$/,
      `\n  { site: '${title(name)}', spot: 'post', standIn: addresses.${id}, live: 'https://${host}/', ask: openIt },$&`,
    )
    tree.change('e2e/pages/pages.ts', /\n\} as const\n/, `\n  ${id}: 'https://${host}/',$&`)
  },
}

const page = (name: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${name} (stand-in)</title>
  </head>
  <body>
    <main>
      <!-- The site's own composer goes here, with its real editor, roles and attributes. -->
      <form><div role="textbox" contenteditable="true" aria-label="Write a post"></div></form>
    </main>
  </body>
</html>
`
