import { computed, signal } from '@preact/signals'
import { z } from 'zod'
import { Point, Values, type FieldValue } from '../../shared/fields.ts'
import { isToolId, type ToolId } from '../tools/tool.ts'
import { faceOf } from './faces.ts'
import { keepFocal, keptFocal } from './focal.ts'
import { valuesFor } from './form.ts'
import { kept } from './kept.ts'
import { noPast, noted, redone, undone, type Past } from './past.ts'
import type { Seen } from './seen.ts'

/** One tool in the row, with what was chosen for it. */
export const BenchStep = z.object({ tool: z.string().refine(isToolId), values: Values })
export type BenchStep = z.infer<typeof BenchStep>

/** A file in hand, on this machine. */
export interface HeldFile {
  /** Null until the browser keeps it. */
  id: string | null
  file: File
  /** What is to be seen of it; null while it is read, and for what cannot be seen. */
  seen: Seen | null
  /** It is seen in small, as one of several. */
  small: boolean
  /** Why it cannot be read. */
  trouble: string | null
}

export const unseen = { id: null, seen: null, small: false, trouble: null } as const

/** The bench: what lies on it, and the tools that are to be put to it, one after another. */
export interface Bench {
  steps: readonly BenchStep[]
  /** The step whose fields are shown. */
  at: number
  files: readonly HeldFile[]
  /** The file that is shown. */
  shown: number
  /** Why the last thing did not get here. */
  trouble: string | null
}

export const emptyBench: Bench = { steps: [], at: 0, files: [], shown: 0, trouble: null }
export const bench = signal<Bench>(emptyBench)
/** Changes what the bench shows; for the bench's own parts. */
export const set = (part: Partial<Bench>) => (bench.value = { ...bench.peek(), ...part })

export const currentStep = computed(() => bench.value.steps[bench.value.at] ?? null)
export const shownFile = computed(() => bench.value.files[bench.value.shown] ?? null)

/** The values a step's form shows: the chosen ones, filled up with defaults. */
export const stepValues = ({ tool, values }: BenchStep): Values =>
  valuesFor(faceOf(tool)?.fields ?? {}, values)

// What was chosen last with each tool is where the next time begins.
export const keptValues = kept('local', 'tool-values', z.record(z.string(), Values))
export const lastValues = signal<Readonly<Record<string, Values>>>({})

const past = signal<Past<readonly BenchStep[]>>(noPast)
let lastChange = { what: '', at: 0 }
/** A field that changes again this soon is still on its way. */
const joinMs = 700

function change(steps: readonly BenchStep[], what: string, part: Partial<Bench> = {}): void {
  const joins = what === lastChange.what && Date.now() - lastChange.at < joinMs
  past.value = noted(past.peek(), bench.peek().steps, joins)
  lastChange = { what, at: Date.now() }
  set({ ...part, steps })
}

const forgetPast = () => {
  past.value = noPast
  lastChange = { what: '', at: 0 }
}

/** A fresh step: as it was left the last time, with anything that was asked for now. */
const freshStep = (tool: ToolId, values: Values = {}): BenchStep => ({
  tool,
  values: { ...lastValues.peek()[tool], ...values },
})

/** The place that was marked in the picture in hand before is where its crops begin: those of the last steps. */
export async function beginAtFocal(from = 0): Promise<void> {
  const { steps } = bench.peek()
  const { file } = shownFile.peek() ?? {}
  const focal = file && (await keptFocal(file))
  // Whatever was done meanwhile counts more.
  if (!focal || shownFile.peek()?.file !== file || bench.peek().steps !== steps) return
  const hasPoint = (tool: ToolId) => faceOf(tool)?.fields['focal']?.kind === 'point'
  set({
    steps: steps.map((step, at) =>
      at >= from && hasPoint(step.tool)
        ? { ...step, values: { ...step.values, focus: 'point', focal } }
        : step,
    ),
  })
}

/** Lays out one tool alone. What is in hand stays there. */
export function openTool(tool: ToolId, values?: Values): void {
  forgetPast()
  set({ steps: [freshStep(tool, values)], at: 0, trouble: null })
  void beginAtFocal()
}

/** Back to the list of tools; what is in hand stays there. */
export function leaveTool(): void {
  forgetPast()
  set({ steps: [], at: 0, trouble: null })
}

/** Another tool after those that are there. */
export function addStep(tool: ToolId): void {
  const { steps } = bench.peek()
  change([...steps, freshStep(tool)], 'row', { at: steps.length })
  void beginAtFocal(steps.length)
}

export function removeStep(at: number): void {
  const { steps, at: now } = bench.peek()
  if (steps.length < 2) return
  const left = steps.toSpliced(at, 1)
  change(left, 'row', { at: Math.min(now > at ? now - 1 : now, left.length - 1) })
}

export const showStep = (at: number) => set({ at })

/** Puts a value into the step that is shown; `undefined` empties it. */
export function setValue(name: string, value: FieldValue | undefined): void {
  const { steps, at } = bench.peek()
  const step = steps[at]
  if (!step) return
  const values = { ...step.values }
  if (value === undefined) delete values[name]
  else values[name] = value
  change(steps.with(at, { ...step, values }), `${at}.${name}`)
  const { file } = shownFile.peek() ?? {}
  if (file && name === 'focal') keepFocal(file, Point.safeParse(value).data ?? null)
  if (file && name === 'focus' && value !== 'point') keepFocal(file, null)
}

/** Puts all values of the step that is shown: a saved set of them, or none for the tool's own. */
export function setValues(values: Values): void {
  const { steps, at } = bench.peek()
  const step = steps[at]
  if (step) change(steps.with(at, { ...step, values }), 'all')
}

export const canUndo = computed(() => past.value.before.length > 0)
export const canRedo = computed(() => past.value.after.length > 0)

function turn(step: typeof undone): void {
  const turned = step(past.peek(), bench.peek().steps)
  if (!turned) return
  past.value = turned.past
  lastChange = { what: '', at: 0 }
  set({ steps: turned.now, at: Math.min(bench.peek().at, Math.max(0, turned.now.length - 1)) })
}
export const undo = () => turn(undone)
export const redo = () => turn(redone)

/** How many files the row takes, and of which types: as its first tool says. */
export function wanted(): { types: readonly string[]; min: number; max: number } {
  const { steps } = bench.value
  const looks = steps.map(({ tool }) => faceOf(tool))
  const [first, last] = [looks[0], looks.at(-1)]
  const { min = 1, max = 1 } = last?.takes ?? {}
  return { types: first?.accepts ?? ['image/*'], min, max }
}
