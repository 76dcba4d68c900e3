import sharp from 'sharp'
import type { TestProject } from 'vitest/node'
import { startSandbox } from '../../sandbox/index.ts'
import { addSilence, encodeH264 } from '../../sandbox/video-file.ts'
import { listenForHooks } from './hooks.ts'

const size = { width: 64, height: 48 }

function* frames() {
  for (let n = 0; n < 12; n++) {
    const frame = new Uint8Array(size.width * size.height * 4).fill(255)
    for (let at = 0; at < frame.length; at += 4) frame[at] = (at / 4 + n * 8) % 256
    yield frame
  }
}

const half = { r: 200, g: 90, b: 40, alpha: 0.5 }

/** A picture of one half transparent colour. */
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: half } })
    .png()
    .toBuffer()

/**
 * Small real files, made by other people's encoders: 48 × 32 pictures, one turned by its orientation, a clip; and
 * pictures as vendors take them, or do not.
 */
async function makeFiles(): Promise<Record<string, string>> {
  const picture = () => sharp({ create: { width: 48, height: 32, channels: 4, background: half } })
  const clip = await encodeH264(frames(), size)
  const files = {
    png: await picture().png().toBuffer(),
    jpeg: await picture().flatten().jpeg().toBuffer(),
    turned: await picture().flatten().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    webp: await picture().webp({ lossless: true }).toBuffer(),
    gif: await picture().gif().toBuffer(),
    avif: await picture().avif().toBuffer(),
    clip: await addSilence(clip),
    square: await plain(96, 96),
    large: await plain(5000, 3000),
    strip: await plain(600, 100),
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
  )
}

/** `FAULTS` schedules from a seed of this run on; `FAULTS_SEED` plays that one alone, or so many from there. */
function faultsOf(env: NodeJS.ProcessEnv): { schedules: number; seed: number } {
  const { FAULTS, FAULTS_SEED } = env
  const schedules = Number(FAULTS ?? (FAULTS_SEED ? 1 : 600))
  return { schedules, seed: Number(FAULTS_SEED ?? Date.now() % 1e9) }
}

/** Before any test: the sandbox plays the outside, with a listener for its webhooks; and the files tests send. */
export default async function outside({ provide }: TestProject) {
  const hooks = await listenForHooks()
  const sandbox = await startSandbox({ worker: hooks.url, pictureMs: 40, videoMs: 40, retryMs: 20 })
  provide('hooksUrl', hooks.url)
  provide('sandboxUrl', sandbox.url)
  provide('files', await makeFiles())
  provide('faults', faultsOf(process.env))
  return async () => {
    await sandbox.close()
    hooks.close()
  }
}
