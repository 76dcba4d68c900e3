import { z } from 'zod'
import { holdsAssets, Values, valuesSchema } from '../../shared/fields.ts'
import { missingIn } from '../../shared/tool.ts'
import type { Step } from '../tools/runner.ts'
import { isToolId, type ToolFace, type ToolId, type ToolLook } from '../tools/tool.ts'

/** The tools that there are here. */
export type Faces = Readonly<Partial<Record<ToolId, ToolLook>>>

/** Tools in a row, with what is chosen for each, under a name. */
export interface Chain {
  title: string
  steps: readonly Step[]
}

/** A chain that cannot be taken; the message says why and what to do. */
export class UnfitChain extends Error {}

export const maxSteps = 12
export const maxTitle = 80

/** Whether a tool can stand in a chain at all: it takes one picture at a time. */
export const isForChains = ({ accepts, takes }: ToolFace): boolean =>
  takes.min === 1 && takes.max === 1 && accepts.some((type) => type.startsWith('image/'))

/** What is wrong with the chain as a whole or with one of its steps, in sentences; nothing where it can run. */
export function faultsOf(steps: readonly Step[], faces: Faces): string[] {
  if (steps.length === 0) return ['The chain is empty: add a tool.']
  if (steps.length > maxSteps) return [`A chain has at most ${maxSteps} tools.`]
  return steps.flatMap((step, at) => {
    const face = faces[step.tool]
    if (!face) return [`There is no tool “${step.tool}” here.`]
    if (!face.works) return [`${face.title} needs a browser that can do more.`]
    if (!isForChains(face))
      return [`${face.title} works on several files at once: it has no place in a chain.`]
    const faults = valueFaults(face, step)
    if (!face.changes && at < steps.length - 1)
      faults.push(`${face.title} makes no single picture of a picture: it can only stand at the end.`)
    return faults
  })
}

/** What is still to be filled in before it can run, in sentences. */
export const lacksOf = (steps: readonly Step[], faces: Faces): string[] =>
  steps.flatMap(({ tool, values }) => {
    const face = faces[tool]
    const missing = face && missingIn(face, values)
    return missing ? [`${face.title}: “${missing}” is missing.`] : []
  })

function valueFaults({ title, fields }: ToolLook, { values, files }: Step): string[] {
  const judged = valuesSchema(fields).safeParse(values)
  const faults = judged.success ? [] : judged.error.issues.map(({ message }) => `${title}: ${message}.`)
  for (const [name, field] of Object.entries(fields))
    if (holdsAssets(field) && values[name] !== undefined && !files?.[name])
      faults.push(`${title}: the file for “${field.label}” is missing. Choose it again.`)
  return faults
}

const megabyte = 1024 * 1024
/** Of a file with a chain; logos travel in it. */
export const maxChainBytes = 20 * megabyte

const KeptFile = z.strictObject({
  name: z.string().max(200),
  type: z.string().regex(/^image\/[\w.+-]+$/),
  base64: z.base64(),
})

/** A chain as a file that can be shared. */
export const ChainFile = z.strictObject({
  atelier: z.literal('chain'),
  version: z.literal(1),
  title: z.string().trim().min(1).max(maxTitle),
  steps: z
    .array(
      z.strictObject({
        tool: z.string(),
        values: Values,
        files: z.record(z.string(), KeptFile).optional(),
      }),
    )
    .min(1)
    .max(maxSteps),
})
export type ChainFile = z.infer<typeof ChainFile>

/** The chain as text, with the files its steps name inside. */
export async function writeChain({ title, steps }: Chain): Promise<string> {
  const written: ChainFile = {
    atelier: 'chain',
    version: 1,
    title,
    steps: await Promise.all(
      steps.map(async ({ tool, values, files }) => {
        const kept: Record<string, z.infer<typeof KeptFile>> = {}
        for (const [name, blob] of Object.entries(files ?? {}))
          kept[name] = {
            name: blob instanceof File ? blob.name : name,
            type: blob.type || 'image/png',
            base64: toBase64(new Uint8Array(await blob.arrayBuffer())),
          }
        return { tool, values, ...(Object.keys(kept).length > 0 && { files: kept }) }
      }),
    ),
  }
  return JSON.stringify(written, null, 2)
}

/** Reads a shared chain, and trusts none of it. Throws UnfitChain. */
export function readChain(text: string, faces: Faces): Chain {
  if (text.length > maxChainBytes) throw new UnfitChain('This file is too large for a chain of tools.')
  const judged = ChainFile.safeParse(parseJson(text))
  if (!judged.success)
    throw new UnfitChain('This file is no chain of tools that Atelier has saved. Nothing was changed.')
  const steps = judged.data.steps.map(({ tool, values, files }): Step => {
    if (!isToolId(tool) || !faces[tool])
      throw new UnfitChain(`This chain uses “${tool}”, which this version of Atelier does not have.`)
    if (!files) return { tool, values }
    const blobs = Object.entries(files).map(
      ([name, file]) => [name, new File([fromBase64(file.base64)], file.name, { type: file.type })] as const,
    )
    return { tool, values, files: Object.fromEntries(blobs) }
  })
  const [fault] = faultsOf(steps, faces)
  if (fault) throw new UnfitChain(`This chain cannot be used here. ${fault}`)
  return { title: judged.data.title, steps }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}

const pieceBytes = 0x8000

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += pieceBytes)
    binary += String.fromCharCode(...bytes.subarray(at, at + pieceBytes))
  return btoa(binary)
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
