import { signal } from '@preact/signals'
import { z } from 'zod'
import { Values } from '../../shared/fields.ts'
import type { ToolId } from '../tools/tool.ts'
import { bench, setValues, stepValues } from './bench.ts'
import { FileId } from './kept-files.ts'
import { kept } from './kept.ts'

/** Values of one tool under a name of the person's own. Files they name are kept with them. */
export const Preset = z.object({
  id: z.string(),
  tool: z.string(),
  title: z.string().max(60),
  values: Values,
})
export type Preset = z.infer<typeof Preset>

const keptPresets = kept('local', 'presets', z.array(Preset))
const presets = signal<readonly Preset[]>([])

export const presetsOf = (tool: ToolId): readonly Preset[] =>
  presets.value.filter((each) => each.tool === tool)

async function write(next: readonly Preset[]): Promise<void> {
  presets.value = next
  await keptPresets.write([...next])
}

export async function restorePresets(): Promise<void> {
  keptPresets.watch((next) => (presets.value = next ?? []))
  presets.value = (await keptPresets.read()) ?? []
}

/** Saves the values of the step that is shown; one of the same name is replaced. */
export async function savePreset(title: string): Promise<void> {
  const { steps, at } = bench.peek()
  const step = steps[at]
  const name = title.trim().slice(0, 60)
  if (!step || !name) return
  const same = presets.peek().find((each) => each.tool === step.tool && each.title === name)
  const preset = {
    id: same?.id ?? crypto.randomUUID(),
    tool: step.tool,
    title: name,
    values: stepValues(step),
  }
  await write([...presets.peek().filter(({ id }) => id !== preset.id), preset])
}

export const usePreset = ({ values }: Preset): void => setValues(values)

/** Gives it another name; an empty one changes nothing. */
export async function renamePreset(id: string, title: string): Promise<void> {
  const name = title.trim().slice(0, 60)
  if (!name) return
  await write(presets.peek().map((each) => (each.id === id ? { ...each, title: name } : each)))
}

export const forgetPreset = (id: string): Promise<void> =>
  write(presets.peek().filter((each) => each.id !== id))

/** Files that saved values name: they are not swept away. */
export async function presetFiles(): Promise<string[]> {
  const all = (await keptPresets.read()) ?? []
  return all.flatMap(({ values }) =>
    Object.values(values).flatMap((value) => FileId.safeParse(value).data ?? []),
  )
}
