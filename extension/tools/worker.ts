import { valuesSchema, type Values } from '../../shared/fields.ts'
import { runChain } from '../codecs/chain.ts'
import { lookAt } from '../codecs/look.ts'
import { tools } from './index.ts'
import type { Answer, Errand, Faces, News, Step } from './runner.ts'
import { isPictureTool, type PictureTool, type Tool, type ToolLook, type Watch } from './tool.ts'

const tell = (news: News) => postMessage(news)

// The worker's whole life: one errand after another, each answered with what was made or why not.
addEventListener('message', ({ data }: MessageEvent<Errand>) => {
  answer(data).then(tell, (cause) => tell({ failed: cause instanceof Error ? cause.message : String(cause) }))
})

async function answer(errand: Errand): Promise<Answer> {
  if ('faces' in errand) return { faces: await facesOf() }
  if ('look' in errand) return { looked: await lookAt(errand.look, errand.side) }
  return { made: await run(errand.steps, errand.files) }
}

/** What is plain data of each tool: functions do not travel. */
async function facesOf(): Promise<Faces> {
  const faces = Object.entries(tools).map(async ([id, tool]): Promise<[string, ToolLook]> => {
    const { title, about, verb, accepts, takes, fields, anyOf, live } = tool
    const works = await tool.works().catch(() => false)
    const face = { title, about, verb, accepts, takes, fields, works, changes: isPictureTool(tool) }
    return [id, { ...face, ...(anyOf && { anyOf }), ...(live && { live }) }]
  })
  return Object.fromEntries(await Promise.all(faces)) as Faces
}

/** Tools that change a picture go in one row, read once and written once; any other tool stands at the end alone. */
async function run(steps: readonly Step[], files: readonly File[]): Promise<readonly File[]> {
  const links = steps.map(({ tool, values, files: named }) => ({ tool: tools[tool], values, named }))
  for (const { tool } of links)
    if (!(await tool.works())) throw new Error(`${tool.title} needs a browser that can do more.`)
  let told = 0
  const progress = (share: number) => {
    if (share < 1 && share - told < 0.01) return
    tell({ share: (told = share) })
  }
  const watch = watchOf(progress)
  const changing = links.flatMap(({ tool, values, named }) =>
    isPictureTool(tool) ? [{ tool: withFiles(tool, named), values: own(tool, values) }] : [],
  )
  const [file] = files
  if (changing.length === links.length && file) return [await runChain(changing, file, watch)]
  const last = links.at(-1)
  if (!last || changing.length !== links.length - 1) throw new Error('These tools do not go together.')
  const prepared =
    changing.length === 0
      ? files
      : await Promise.all(files.map((each) => runChain(changing, each, { ...watch, progress: () => {} })))
  return last.tool.run(prepared, own(last.tool, last.values), { ...watch, file: fileIn(last.named) })
}

const fileIn =
  (files: Step['files']): Watch['file'] =>
  (field) => {
    const found = files?.[field]
    if (!found) throw new Error('A picture that is needed for this is missing.')
    return found
  }

/** The tool with the files of its own step: two marks in a row may have two logos. */
const withFiles = (tool: PictureTool, files: Step['files']): PictureTool => ({
  ...tool,
  change: (picture, values, watch) => tool.change(picture, values, { ...watch, file: fileIn(files) }),
})

// Aborting ends this worker from outside, so the signal given to the tools never fires here.
const watchOf = (progress: Watch['progress']): Watch => ({
  signal: new AbortController().signal,
  progress,
  file: fileIn(undefined),
  note: (words) => tell({ note: words }),
})

/** The values as the tool takes them: a form may hold more than it asks for. */
const own = ({ fields }: Tool, values: Values): Values =>
  valuesSchema(fields).parse(Object.fromEntries(Object.entries(values).filter(([name]) => name in fields)))
