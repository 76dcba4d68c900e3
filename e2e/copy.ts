import { cpSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, startChild, temporaryFolder } from './children.ts'

/** Runs a program to its end. All that it says is kept: a child itself keeps the last of it. */
export async function allOf(
  command: readonly string[],
  cwd: string,
  env?: NodeJS.ProcessEnv,
): Promise<{ code: number; said: string }> {
  let said = ''
  const child = startChild(command, { cwd, heard: (text) => (said += text), ...(env ? { env } : {}) })
  return { code: await child.ended, said }
}

/** A copy of the repository as it lies here, committed or not, with the same packages: to be changed by a test. */
export async function copyRepository(name: string): Promise<string> {
  const copy = temporaryFolder(name)
  const list = await allOf(['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], root)
  for (const path of list.said.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(root, path), join(copy, path), { force: true, errorOnExist: false })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  // The compiler's notes of the copy must not lie among those of the original.
  for (const file of globSync(join(copy, '*/tsconfig*.json')))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('../node_modules/.tsc', '../.tsc'))
  return copy
}
