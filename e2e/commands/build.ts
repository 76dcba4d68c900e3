import { globSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../children.ts'
import { buildExtension } from '../extension.ts'

const folder = await buildExtension({
  outDir: join(root, 'extension/.output'),
  ...(process.env['ATELIER_API_ORIGIN'] ? { apiOrigin: process.env['ATELIER_API_ORIGIN'] } : {}),
})
const files = globSync(join(folder, '**/*')).filter((file) => statSync(file).isFile())
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
console.log(`${relative(root, folder)}: ${files.length} files, ${Math.ceil(bytes / 1024)} KB`)
