import { computed, signal } from '@preact/signals'
import {
  faultsOf,
  isForChains,
  lacksOf,
  readChain,
  writeChain,
  type Chain,
  type Faces,
} from '../batch/chain.ts'
import { journal, type KeptChain } from '../batch/journal.ts'
import { saneName } from '../batch/names.ts'
import { defaultsOf, type FieldValue } from '../../shared/fields.ts'
import { makeId } from '../../shared/ids.ts'
import type { Step } from '../tools/runner.ts'
import type { ToolId, ToolLook } from '../tools/tool.ts'
import { faces } from './faces.ts'
import { FileId, keptFile } from './kept-files.ts'
import type { Preset } from './presets.ts'

/** The tools that there are; null until the worker has said so. */
export const tools = computed((): Faces | null => faces.now.value.value)

/** The same, waited for. Throws where the tools do not answer. */
export async function knownTools(): Promise<Faces> {
  if (!tools.peek()) await faces.refresh()
  const known = tools.peek()
  if (!known)
    throw new Error('The tools of this machine did not answer: close this window and open it again.')
  return known
}

/** Tools that may stand in a chain. */
export const chainTools = (known: Faces): [ToolId, ToolLook][] =>
  (Object.entries(known) as [ToolId, ToolLook][]).filter(([, face]) => face.works && isForChains(face))

/** The chain that is being put together. */
export const steps = signal<readonly Step[]>([])

/** Under which name it was last kept or opened. */
export const chainTitle = signal('')

/** Chains kept in this browser, by name. */
export const keptChains = signal<readonly KeptChain[]>([])

export async function startChains(): Promise<void> {
  keptChains.value = sorted(await journal.chains())
  await knownTools()
}

const sorted = (all: readonly KeptChain[]) => all.toSorted((a, b) => a.title.localeCompare(b.title))

/** What stands against running it, in sentences. */
export const faults = (): string[] =>
  tools.value ? [...lacksOf(steps.value, tools.value), ...faultsOf(steps.value, tools.value)] : []

export function showChain({ title, steps: next }: Chain): void {
  chainTitle.value = title
  steps.value = next
}

/** Puts a tool at the end; one that changes pictures before one that can only stand there. */
export function addStep(tool: ToolId): void {
  const face = tools.value?.[tool]
  if (!face) return
  const step: Step = { tool, values: defaultsOf(face.fields) }
  const now = steps.peek()
  const last = now.at(-1)
  const ends = last && tools.value?.[last.tool]?.changes === false
  steps.value = ends && face.changes ? [...now.slice(0, -1), step, last] : [...now, step]
}

export const removeStep = (at: number) => (steps.value = steps.peek().filter((_, i) => i !== at))

/** Puts a tool at another place of the row. */
export function moveStep(from: number, to: number): void {
  const now = [...steps.peek()]
  const [step] = now.splice(from, 1)
  if (!step || to < 0 || to > now.length) return
  now.splice(to, 0, step)
  steps.value = now
}

export function setValue(at: number, name: string, value: FieldValue | undefined): void {
  steps.value = steps.peek().map((step, i) => {
    if (i !== at) return step
    const values = { ...step.values }
    if (value === undefined) delete values[name]
    else values[name] = value
    return { ...step, values }
  })
}

/** Gives a field its file, or takes it away; its value is an id of the shape that fields of files have. */
export function setFile(at: number, name: string, file: Blob | null): void {
  steps.value = steps.peek().map((step, i) => {
    if (i !== at) return step
    const values = { ...step.values }
    const files = { ...step.files }
    if (file) {
      files[name] = file
      values[name] = fileId()
    } else {
      delete files[name]
      delete values[name]
    }
    return { ...step, values, files }
  })
}

/** Puts saved values into a step, with the files they name. */
export async function usePreset(at: number, { values }: Preset): Promise<void> {
  const files: Record<string, File> = {}
  for (const [name, value] of Object.entries(values)) {
    const id = FileId.safeParse(value).data
    const file = id ? await keptFile(id) : null
    if (file) files[name] = file
  }
  steps.value = steps.peek().map((step, i) => (i === at ? { ...step, values, files } : step))
}

const fileId = () => makeId('asset', Date.now(), crypto.getRandomValues(new Uint8Array(16)))

/** Keeps the chain under a name; the same name keeps it anew. */
export async function keepChain(title: string): Promise<void> {
  const words = title.trim()
  const before = keptChains.peek().find((each) => each.title === words)
  const chain: KeptChain = { id: before?.id ?? crypto.randomUUID(), title: words, steps: steps.peek() }
  await journal.writeChain(chain)
  chainTitle.value = words
  keptChains.value = sorted([...keptChains.peek().filter(({ id }) => id !== chain.id), chain])
}

export async function renameChain(id: string, title: string): Promise<void> {
  const chain = keptChains.peek().find((each) => each.id === id)
  if (!chain || title.trim() === '') return
  const next = { ...chain, title: title.trim() }
  await journal.writeChain(next)
  keptChains.value = sorted(keptChains.peek().map((each) => (each.id === id ? next : each)))
}

export async function forgetChain(id: string): Promise<void> {
  await journal.forgetChain(id)
  keptChains.value = keptChains.peek().filter((each) => each.id !== id)
}

/** The chain as a file to be shared. */
export async function chainFile(chain: Chain): Promise<File> {
  const name = `${saneName(chain.title || 'chain').replaceAll(' ', '-')}.atelier-chain.json`
  return new File([await writeChain(chain)], name, { type: 'application/json' })
}

/** Reads a shared chain, shows it and keeps it under its name. Throws UnfitChain. */
export async function importChain(file: File): Promise<void> {
  const chain = readChain(await file.text(), await knownTools())
  showChain(chain)
  await keepChain(chain.title)
}

/** The chain as it is shown now. */
export const chainNow = () => ({ title: chainTitle.peek(), steps: steps.peek() })
