import { valuesSchema, type Values } from '../../shared/fields.ts'
import { tools } from './index.ts'
import type { Errand, News } from './runner.ts'
import type { Tool } from './tool.ts'

const tell = (news: News) => postMessage(news)

/** The worker's whole life: one errand after another, each answered with what was made or why not. */
export function serveTools(): void {
  addEventListener('message', ({ data }: MessageEvent<Errand>) => {
    run(tools[data.id], data).then(
      (made) => tell({ made }),
      (cause) => tell({ failed: cause instanceof Error ? cause.message : String(cause) }),
    )
  })
}

// Aborting ends this worker from outside, so the signal given to the tool never fires here.
async function run(tool: Tool, { file, options }: Errand): Promise<Blob> {
  if (!(await tool.works())) throw new Error(`${tool.title} needs a browser that can encode video.`)
  const values = valuesSchema(tool.fields).parse(own(tool, options))
  let told = 0
  return tool.run(file, values, {
    signal: new AbortController().signal,
    progress(share) {
      if (share < 1 && share - told < 0.01) return
      tell({ share: (told = share) })
    },
  })
}

/** A form may hold more than the tool asks for. */
const own = (tool: Tool, options: Values): Values =>
  Object.fromEntries(Object.entries(options).filter(([name]) => name in tool.fields))
