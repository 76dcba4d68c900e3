import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../children.ts'
import { zipExtension } from '../extension.ts'

const file = await zipExtension({
  outDir: join(root, 'extension/.output'),
  ...(process.env['ATELIER_API_ORIGIN'] ? { apiOrigin: process.env['ATELIER_API_ORIGIN'] } : {}),
  ...(process.env['ATELIER_SWITCH_KEY'] ? { switchKey: process.env['ATELIER_SWITCH_KEY'] } : {}),
})
console.log(`${relative(root, file)}: ${Math.ceil(statSync(file).size / 1024)} KB`)
