import { api } from '../api.ts'
import { isToolId } from '../tools/tool.ts'
import {
  beginAtFocal,
  bench,
  lastValues,
  set,
  unseen,
  wanted,
  type BenchStep,
  type HeldFile,
} from './bench.ts'
import { accepts, faceOf } from './faces.ts'
import { comesFrom } from './focal.ts'
import { forgetFile, keepFile, keptFile } from './kept-files.ts'
import { freshAsset } from './library.ts'
import { troubleOf } from './loaded.ts'
import { see, seeSmall, unsee } from './seen.ts'

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

/** So many files in hand are looked at; more are for a batch. */
export const mostSeen = 24

/** Looks at what is shown in full, at the others in small, and at none of too many. */
export async function look(file: File): Promise<void> {
  const { files, shown } = bench.peek()
  const at = files.findIndex((held) => held.file === file)
  const held = files[at]
  const full = at === shown
  if (!held || (!full && at >= mostSeen) || (held.seen && !(full && held.small))) return
  try {
    const seen = await (full ? see(file, stop.signal) : seeSmall(file, stop.signal))
    unsee(held.seen)
    setFile(file, { seen, small: !full })
  } catch (cause) {
    setFile(file, { trouble: troubleOf(cause).detail })
  }
}

/** A part of one picture, and what is to be kept in it, say nothing of another. */
function withoutParts({ tool, values }: BenchStep): BenchStep {
  const fields = faceOf(tool)?.fields ?? {}
  const isPart = (name: string) =>
    fields[name]?.kind === 'box' ||
    ['focal', 'own'].includes(name) ||
    (name === 'focus' && values[name] === 'point')
  return { tool, values: Object.fromEntries(Object.entries(values).filter(([name]) => !isPart(name))) }
}

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
        ? `${files.length === 1 ? `${files[0]?.name} is` : 'These are'} not of a type that this tool takes. Choose another file; nothing was changed.`
        : `${left} of ${files.length} files are not of a type that this tool takes: they were left out.`
  if (fit.length === 0) return void set({ trouble })
  const { files: had } = bench.peek()
  const fresh = fit.map((file): HeldFile => ({ ...unseen, file }))
  if (how === 'instead' && had.length > 0) {
    had.forEach(drop)
    forgetParts()
  }
  set({
    files: how === 'instead' ? fresh : [...had, ...fresh],
    shown: how === 'instead' ? 0 : had.length,
    trouble,
  })
  void fit.reduce((before, file) => before.then(() => settle(file)), Promise.resolve())
}

/** With a picture goes what was marked in it, also in tools that are opened later. */
function forgetParts(): void {
  const left = Object.entries(lastValues.peek()).flatMap(([tool, values]) =>
    isToolId(tool) ? [[tool, withoutParts({ tool, values }).values] as const] : [],
  )
  lastValues.value = Object.fromEntries(left)
  set({ steps: bench.peek().steps.map(withoutParts) })
}

/** Takes something of the library in hand: its bytes come here. */
export async function takeAsset(assetId: string, how: 'instead' | 'beside' = 'instead'): Promise<void> {
  try {
    const asset = await freshAsset(assetId)
    const file = new File([await api.open(asset)], asset.name, { type: asset.type })
    comesFrom(file, asset.id)
    takeFiles([file], how)
    if (how === 'instead') await beginAtFocal()
  } catch (cause) {
    const { title, remedy } = troubleOf(cause)
    set({ trouble: `${title}. ${remedy}` })
  }
}

export function drop({ id, seen }: HeldFile): void {
  unsee(seen)
  if (id) void forgetFile(id)
}

export function showFile(shown: number): void {
  set({ shown })
  const held = bench.peek().files[shown]
  if (held) void look(held.file)
}

export function putAway(at: number): void {
  const { files, shown } = bench.peek()
  const held = files[at]
  if (!held) return
  drop(held)
  set({ files: files.toSpliced(at, 1) })
  showFile(Math.max(0, shown >= at ? shown - 1 : shown))
}

/** Empties the hands; the tools stay. */
export function clearFiles(): void {
  bench.peek().files.forEach(drop)
  forgetParts()
  set({ files: [], shown: 0, trouble: null })
}

/** The bytes a field names: kept on this machine, or of the library. Rejects with why they cannot be had. */
export async function fileNamed(id: string): Promise<File> {
  const own = await keptFile(id)
  if (own) return own
  const asset = await freshAsset(id)
  return new File([await api.open(asset)], asset.name, { type: asset.type })
}
