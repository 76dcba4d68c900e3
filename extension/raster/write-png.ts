import start, { optimise, optimise_raw } from '@jsquash/oxipng/codec/pkg/squoosh_oxipng.js'
import wasmUrl from '@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm?url'
import type { Bytes } from './bytes.ts'
import { compiled, type Write } from './codec.ts'

const oxipng = () => compiled(wasmUrl).then((module) => start(module))

/** oxipng's level, by effort. */
const levels = [0, 1, 1, 2, 3, 4]
const levelOf = (effort: number) => levels[effort - 1]!

/** Every pixel is kept. */
export const writePng: Write = async ({ width, height, moments: [first] }, { effort }) => {
  const { data } = first.pixels()
  await oxipng()
  return optimise_raw(data, width, height, levelOf(effort), false, false) as Bytes
}

/** The same PNG in fewer bytes: pixels of any depth stay as they are. */
export async function smallerPng(bytes: Bytes, effort: number): Promise<Bytes> {
  await oxipng()
  const smaller = optimise(bytes, levelOf(effort), false, false) as Bytes
  return smaller.length < bytes.length ? smaller : bytes
}
