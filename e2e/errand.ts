import type { Page } from 'playwright-core'

/** A file as it goes to a tool and comes back. */
export interface ToolFile {
  name: string
  /** As the file says itself where it is not named: tools look into it anyway. */
  type?: string
  bytes: Buffer
}

export interface ErrandStep {
  tool: string
  values: Record<string, unknown>
  /** Files that fields name, by the field. */
  files?: Record<string, ToolFile>
}

export interface Errand {
  made: Required<ToolFile>[]
  /** What the tools had to say. */
  notes: string[]
}

/**
 * Has the tools' worker, as it is shipped, do something in an extension page; one worker does all of a page's errands.
 * Rejects with what it says when it fails.
 */
export async function sendErrand(
  page: Page,
  steps: readonly ErrandStep[],
  files: readonly ToolFile[],
): Promise<Errand> {
  const packed = ({ name, type = '', bytes }: ToolFile) => ({ name, type, base64: bytes.toString('base64') })
  const rows = steps.map(({ tool, values, files = {} }) => ({
    tool,
    values,
    named: Object.entries(files).map(([field, file]) => ({ field, file: packed(file) })),
  }))
  const answer = await page.evaluate(
    async ([rows, sent]) => {
      const opened = async ({ name, type, base64 }: (typeof sent)[number]) => {
        const read = await fetch(`data:application/octet-stream;base64,${base64}`)
        return new File([await read.arrayBuffer()], name, { type })
      }
      const files = await Promise.all(sent.map(opened))
      const steps = await Promise.all(
        rows.map(async ({ tool, values, named }) => ({
          tool,
          values,
          files: Object.fromEntries(
            await Promise.all(named.map(async ({ field, file }) => [field, await opened(file)] as const)),
          ),
        })),
      )
      const kept = globalThis as unknown as { shop?: Worker; busy?: boolean }
      // What an errand that nobody waits for any more still makes must not be taken for the next one's.
      if (kept.busy) {
        kept.shop?.terminate()
        delete kept.shop
      }
      kept.busy = true
      const tool = (kept.shop ??= new Worker('/tool-worker.js', { type: 'module' }))
      const notes: string[] = []
      const made = await new Promise<File[] | string>((resolve) => {
        tool.onerror = ({ message }) => resolve(`The worker broke: ${message}`)
        tool.onmessage = ({ data }) => {
          if ('note' in data) notes.push(data.note)
          else if ('failed' in data) resolve(data.failed)
          else if ('made' in data) resolve(data.made)
        }
        tool.postMessage({ steps, files })
      })
      kept.busy = false
      if (typeof made === 'string') return { failed: made }
      const base64 = (file: File) =>
        new Promise<string>((resolve) => {
          const reader = new FileReader()
          reader.onload = () => resolve(String(reader.result).replace(/^.*?,/, ''))
          reader.readAsDataURL(file)
        })
      const list = await Promise.all(
        made.map(async (file) => ({ name: file.name, type: file.type, base64: await base64(file) })),
      )
      return { made: list, notes }
    },
    [rows, files.map(packed)] as const,
  )
  if ('failed' in answer) throw new Error(answer.failed)
  const made = answer.made.map(({ name, type, base64 }) => ({
    name,
    type,
    bytes: Buffer.from(base64, 'base64'),
  }))
  return { made, notes: answer.notes }
}
