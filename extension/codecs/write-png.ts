import start, { optimise, optimise_raw } from '@jsquash/oxipng/codec/pkg/squoosh_oxipng.js'
import wasmUrl from '@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm?url'
import type { Bytes } from '../../shared/metadata/bytes.ts'
import { compiled } from '../raster/wasm.ts'
import type { Write } from './codec.ts'

const oxipng = () => compiled(wasmUrl).then((module) => start(module))

/** oxipng's level, by effort. A large picture takes seconds a level: it is tried harder only when that is asked for. */
const levels = [0, 1, 1, 2, 3, 4]
const largePixels = 4_000_000
const levelOf = (effort: number, pixels: number) =>
  effort <= 4 && pixels > largePixels ? Math.min(1, levels[effort - 1]!) : levels[effort - 1]!

/** Every pixel is kept. */
export const writePng: Write = async ({ width, height, moments: [first] }, { effort }) => {
  const { data } = first.pixels()
  await oxipng()
  return optimise_raw(data, width, height, levelOf(effort, width * height), false, false) as Bytes
}

/** The same PNG in fewer bytes: pixels of any depth stay as they are. */
export async function smallerPng(bytes: Bytes, effort: number): Promise<Bytes> {
  await oxipng()
  const smaller = optimise(bytes, levels[effort - 1]!, false, false) as Bytes
  return smaller.length < bytes.length ? smaller : bytes
}
