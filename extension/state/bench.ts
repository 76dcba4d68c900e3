import { computed, effect, signal } from '@preact/signals'
import { z } from 'zod'
import { Point, Values, type FieldValue } from '../../shared/fields.ts'
import { api } from '../api.ts'
import { isToolId, type ToolId } from '../tools/tool.ts'
import { accepts, faceOf, faces } from './faces.ts'
import { comesFrom, keepFocal } from './focal.ts'
import { valuesFor } from './form.ts'
import { FileId, forgetFile, keepFile, keptFile, sweepFiles } from './kept-files.ts'
import { kept } from './kept.ts'
import { freshAsset } from './library.ts'
import { troubleOf } from './loaded.ts'
import { noPast, noted, redone, undone, type Past } from './past.ts'
import { see, unsee, type Seen } from './seen.ts'

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
  /** Why it cannot be read. */
  trouble: string | null
}

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

const empty: Bench = { steps: [], at: 0, files: [], shown: 0, trouble: null }
export const bench = signal<Bench>(empty)
const set = (part: Partial<Bench>) => (bench.value = { ...bench.peek(), ...part })

export const currentStep = computed(() => bench.value.steps[bench.value.at] ?? null)
export const shownFile = computed(() => bench.value.files[bench.value.shown] ?? null)

/** The values a step's form shows: the chosen ones, filled up with defaults. */
export const stepValues = ({ tool, values }: BenchStep): Values =>
  valuesFor(faceOf(tool)?.fields ?? {}, values)

// What was chosen last with each tool is where the next time begins.
const keptValues = kept('local', 'tool-values', z.record(z.string(), Values))
const lastValues = signal<Readonly<Record<string, Values>>>({})

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

/** Lays out one tool alone. What is in hand stays there. */
export function openTool(tool: ToolId, values?: Values): void {
  forgetPast()
  set({ steps: [freshStep(tool, values)], at: 0, trouble: null })
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

const stop = new AbortController()

function setFile(file: File, part: Partial<HeldFile>): void {
  set({ files: bench.peek().files.map((held) => (held.file === file ? { ...held, ...part } : held)) })
}

async function settle(file: File): Promise<void> {
  void keepFile(file).then(
    (id) => {
      if (bench.peek().files.some((held) => held.file === file)) setFile(file, { id })
      else void forgetFile(id)
    },
    // It is in hand all the same, as long as this window is open.
    () => undefined,
  )
  await look(file)
}

const look = (file: File) =>
  see(file, stop.signal).then(
    (seen) => setFile(file, { seen }),
    (cause: unknown) => setFile(file, { trouble: troubleOf(cause).detail }),
  )

/** A part of one picture says nothing of another. */
const withoutBoxes = (steps: readonly BenchStep[]): BenchStep[] =>
  steps.map((step) => {
    const fields = faceOf(step.tool)?.fields ?? {}
    const left = Object.entries(step.values).filter(([name]) => fields[name]?.kind !== 'box')
    return { ...step, values: Object.fromEntries(left) }
  })

/**
 * Takes files in hand: in the place of what is there, or beside it where the tools take several. What the tools do
 * not take is said.
 */
export function takeFiles(files: readonly File[], how: 'instead' | 'beside' = 'instead'): void {
  const { types } = wanted()
  const fit = files.filter(({ type }) => accepts(types, type))
  const left = files.length - fit.length
  const trouble =
    left === 0
      ? null
      : fit.length === 0
        ? `${files.length === 1 ? `${files[0]?.name} is` : 'These are'} nothing this tool takes.`
        : `${left} of ${files.length} files are nothing this tool takes; they were left out.`
  if (fit.length === 0) return void set({ trouble })
  const { files: had, steps } = bench.peek()
  const fresh = fit.map((file): HeldFile => ({ id: null, file, seen: null, trouble: null }))
  if (how === 'instead') had.forEach(drop)
  set({
    files: how === 'instead' ? fresh : [...had, ...fresh],
    shown: how === 'instead' ? 0 : had.length,
    steps: withoutBoxes(steps),
    trouble,
  })
  void fit.reduce((before, file) => before.then(() => settle(file)), Promise.resolve())
}

/** Takes something of the library in hand: its bytes come here. */
export async function takeAsset(assetId: string, how: 'instead' | 'beside' = 'instead'): Promise<void> {
  try {
    const asset = await freshAsset(assetId)
    const file = new File([await api.open(asset)], asset.name, { type: asset.type })
    comesFrom(file, asset.id)
    takeFiles([file], how)
    if (how === 'instead' && asset.focal) startAt(asset.focal)
  } catch (cause) {
    const { title, remedy } = troubleOf(cause)
    set({ trouble: `${title}. ${remedy}` })
  }
}

/** The place that was marked in this picture before is where its crops begin. */
function startAt(focal: Point): void {
  const { steps } = bench.peek()
  const hasPoint = (tool: ToolId) => faceOf(tool)?.fields['focal']?.kind === 'point'
  set({
    steps: steps.map((step) =>
      hasPoint(step.tool) ? { ...step, values: { ...step.values, focus: 'point', focal } } : step,
    ),
  })
}

function drop({ id, seen }: HeldFile): void {
  unsee(seen)
  if (id) void forgetFile(id)
}

export const showFile = (shown: number) => set({ shown })

export function putAway(at: number): void {
  const { files, shown } = bench.peek()
  const held = files[at]
  if (!held) return
  drop(held)
  set({ files: files.toSpliced(at, 1), shown: Math.max(0, shown >= at ? shown - 1 : shown) })
}

/** Empties the hands; the tools stay. */
export function clearFiles(): void {
  bench.peek().files.forEach(drop)
  set({ files: [], shown: 0, trouble: null })
}

/** The bytes a field names: kept on this machine, or of the library. Rejects with why they cannot be had. */
export async function fileNamed(id: string): Promise<File> {
  const own = await keptFile(id)
  if (own) return own
  const asset = await freshAsset(id)
  return new File([await api.open(asset)], asset.name, { type: asset.type })
}

const KeptBench = z.object({ steps: z.array(BenchStep), at: z.int(), files: z.array(FileId), shown: z.int() })
const keptBench = kept('local', 'bench', KeptBench)

const namedBy = (values: Values) =>
  Object.values(values).flatMap((value) => (FileId.safeParse(value).data ? [String(value)] : []))

function keep({ steps, at, files, shown }: Bench): void {
  const ids = files.flatMap(({ id }) => (id ? [id] : []))
  void keptBench.write({ steps: [...steps], at, files: ids, shown })
  const next = { ...lastValues.peek() }
  for (const { tool, values } of steps) next[tool] = values
  lastValues.value = next
  void keptValues.write(next)
}

/** Reads back what lay on the bench when the last window was closed, and keeps it from then on. */
export async function restoreBench(named: () => Promise<readonly string[]>): Promise<void> {
  void faces.refresh()
  const [stored, values] = await Promise.all([keptBench.read(), keptValues.read()])
  lastValues.value = values ?? {}
  if (stored) {
    const files = await Promise.all(stored.files.map(async (id) => ({ id, file: await keptFile(id) })))
    const held = files.flatMap(({ id, file }) => (file ? [{ id, file, seen: null, trouble: null }] : []))
    set({ ...stored, files: held, shown: Math.min(stored.shown, Math.max(0, held.length - 1)) })
    held.forEach(({ file }) => void look(file))
  }
  let first = true
  let later: ReturnType<typeof setTimeout> | undefined
  effect(() => {
    const now = bench.value
    if (first) return void (first = false)
    // A slider on its way is not written down at every point.
    clearTimeout(later)
    later = setTimeout(() => keep(now), 250)
  })
  const used = [...(stored?.files ?? []), ...Object.values(values ?? {}).flatMap(namedBy), ...(await named())]
  void sweepFiles(new Set(used))
}

/** Whoever comes next finds nothing of it. */
export async function forgetBench(): Promise<void> {
  bench.peek().files.forEach(drop)
  bench.value = empty
  await keptBench.forget()
}
