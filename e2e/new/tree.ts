import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The working tree as `new` sees it: paths are relative to its root. */
export interface Tree {
  /** Writes a file that must not be there yet. */
  add(path: string, text: string): void
  /** Changes a list: replaces the first match, and refuses where there is none. */
  change(path: string, place: RegExp, text: string): void
  readonly changed: readonly string[]
}

/** What `new` writes for one kind of thing. */
export interface Kind {
  /** Options beside the name, for the usage line. */
  usage: string
  write(tree: Tree, name: string, options: Record<string, string | undefined>): void
  /** The command whose tests say what is still missing. */
  check: string
}

export function openTree(root: string): Tree {
  const changed = new Set<string>()
  const save = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
    changed.add(path)
  }
  return {
    get changed() {
      return [...changed]
    },
    add: (path, text) => {
      if (existsSync(join(root, path))) throw new Error(`${path} is there already`)
      save(path, text)
    },
    change: (path, place, text) => {
      const before = readFileSync(join(root, path), 'utf8')
      if (!place.test(before)) throw new Error(`${path} no longer has the list that "new" knows`)
      save(
        path,
        before.replace(place, (...found: string[]) => text.replace('$&', found[0]!)),
      )
    },
  }
}

/** "cool-lens" → "coolLens" */
export const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
/** "cool-lens" → "Cool lens" */
export const title = (name: string) => name[0]!.toUpperCase() + name.slice(1).replaceAll('-', ' ')
