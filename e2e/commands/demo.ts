import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../children.ts'
import { failHonestly, lookAtPopup } from '../road/afterwards.ts'
import { animateBoth, callOnPicture } from '../road/animate.ts'
import { callAtComposer, makeAndInsert, signUpInPanel } from '../road/post.ts'
import { takeSteps } from '../road/steps.ts'
import { openWorld, type World } from '../road/world.ts'

// The main job once, with real keys and clicks, every step verified. Exit 0 only if all of it happened.

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    // Every vendor is played, also those whose real key lies in .dev.vars.
    played: { type: 'boolean', default: false },
  },
})
const say = (line: string) => void (values.json ? process.stderr : process.stdout).write(`${line}\n`)
const folder = join(root, 'demo')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)

const steps = takeSteps(say)
const found: { receipt?: unknown; inserted?: string; video?: unknown; deviceVideo?: unknown } = {}
let world: World | undefined
let trouble: string | null = null
try {
  say('Atelier: starting a screen, the Worker and the sandbox, and building the extension')
  world = await openWorld({ folder, ownKeys: !values.played })
  // Long enough for the eye to see the work going on.
  await world.studio.sandbox.set({ pictureMs: 2500, videoMs: 4000 })
  const panel = await callAtComposer(steps, world)
  const api = await signUpInPanel(steps, world, panel)
  const { receipt, asset } = await makeAndInsert(steps, world, panel, api)
  const { unit, asked, held, charged, vendorCostMicros } = receipt
  found.receipt = { unit, asked, held, charged, vendorCostMicros }
  found.inserted = asset.sha256
  await failHonestly(steps, world, panel, api)
  await panel.page.close()
  await panel.leave()
  const onPicture = await callOnPicture(steps, world)
  const { clip, device } = await animateBoth(steps, world, onPicture, api)
  found.video = clip
  found.deviceVideo = device
  await onPicture.leave()
  await lookAtPopup(steps, world, api)
} catch (error) {
  trouble = error instanceof Error ? error.message : String(error)
  await world?.album.screen('99-where-it-stopped').catch(() => null)
  if (world) writeFileSync(join(folder, '99-worker.log'), world.studio.worker.output())
} finally {
  await world?.close()
}

const ok = trouble === null && steps.list.every((step) => step.ok)
const files = readdirSync(folder, { withFileTypes: true }).map((entry) => entry.name)
say(
  ok
    ? `\nAll of it happened. ${files.length} pictures and clips are in demo/.\nReceipt of the inserted picture: ${JSON.stringify(found.receipt)}`
    : `\nIt did not all happen: ${trouble}`,
)
if (values.json) console.log(JSON.stringify({ ok, steps: steps.list, ...found, trouble, files }))
process.exit(ok ? 0 : 1)
