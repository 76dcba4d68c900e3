import { globSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { binary, root, runChild } from '../children.ts'

await runChild([binary('wxt'), 'zip', '-c', 'extension/wxt.config.ts'])
const files = globSync(join(root, 'extension/.output/*.zip'))
const newest = files.reduce((a, b) => (statSync(a).mtimeMs > statSync(b).mtimeMs ? a : b))
console.log(`${relative(root, newest)}: ${Math.ceil(statSync(newest).size / 1024)} KB`)
