import type { Browser } from './browser.ts'

/** A row of tools, as the extension's worker takes it. */
export interface ShopStep {
  tool: string
  values: Record<string, unknown>
  /** The files its fields name. */
  files?: Record<string, ShopFile>
}

export interface ShopFile {
  bytes: Buffer
  name: string
}

export interface Made {
  name: string
  type: string
  bytes: Buffer
}

/** The tools' worker as it is shipped, in an extension page, without a screen around it. */
export interface Workshop {
  /** Runs a row of tools on one file. Throws what the worker says when it cannot. */
  one(steps: readonly ShopStep[], bytes: Buffer, name: string): Promise<Made & { notes: string[] }>
  /** The same, with all files that are made. */
  all(steps: readonly ShopStep[], bytes: Buffer, name: string): Promise<AllMade>
  /** Runs a row of tools on several files at once. */
  many(steps: readonly ShopStep[], files: readonly ShopFile[]): Promise<AllMade>
}

export interface AllMade {
  made: Made[]
  /** What the tools had to say. */
  notes: string[]
}

export async function openWorkshop(browser: Browser): Promise<Workshop> {
  const page = await browser.context.newPage()
  await page.goto(browser.address('panel.html?as=tab'))
  await page.evaluate(() => {
    Object.assign(globalThis, { shop: new Worker('/tool-worker.js', { type: 'module' }) })
  })
  const many: Workshop['many'] = async (steps, files) => {
    const sent = files.map(inBase64)
    const asked = steps.map((step) => ({
      ...step,
      files: Object.entries(step.files ?? {}).map(([field, file]) => [field, inBase64(file)] as const),
    }))
    const answer = await page.evaluate(
      async ({ asked, sent }) => {
        const { shop } = globalThis as unknown as { shop: Worker }
        const fileOf = ({ base64, name }: { base64: string; name: string }) =>
          new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name)
        const steps = asked.map((step) => ({
          ...step,
          files: Object.fromEntries(step.files.map(([field, file]) => [field, fileOf(file)])),
        }))
        const notes: string[] = []
        const files = await new Promise<File[] | string>((resolve) => {
          shop.onmessage = ({ data }) => {
            if ('note' in data) notes.push(data.note)
            else if ('made' in data) resolve(data.made)
            else if ('failed' in data) resolve(data.failed)
          }
          shop.onerror = ({ message }) => resolve(`crashed: ${message}`)
          shop.postMessage({ steps, files: sent.map(fileOf) })
        })
        if (typeof files === 'string') return files
        const read = files.map(async (file) => {
          let binary = ''
          const bytes = new Uint8Array(await file.arrayBuffer())
          for (let at = 0; at < bytes.length; at += 0x8000)
            binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
          return { name: file.name, type: file.type, base64: btoa(binary) }
        })
        return { made: await Promise.all(read), notes }
      },
      { asked, sent },
    )
    if (typeof answer === 'string') throw new Error(answer)
    const made = answer.made.map(({ name, type, base64 }) => ({
      name,
      type,
      bytes: Buffer.from(base64, 'base64'),
    }))
    return { made, notes: answer.notes }
  }
  const all: Workshop['all'] = (steps, bytes, name) => many(steps, [{ bytes, name }])
  return {
    all,
    many,
    one: async (steps, bytes, name) => {
      const { made, notes } = await all(steps, bytes, name)
      const [only, another] = made
      if (!only || another) throw new Error(`${made.length} files were made of one`)
      return { ...only, notes }
    },
  }
}

const inBase64 = ({ bytes, name }: ShopFile) => ({ base64: bytes.toString('base64'), name })
