import { describe, expect, it } from 'vitest'
import { addUpload } from '../assets/add.ts'
import { Refusal } from '../problem.ts'
import { nameAtVendor } from '../providers/wire.ts'
import { streamOf } from '../test/files.ts'
import { wavOf } from '../test/sounds.ts'
import { openWorld, type Person, type World } from '../test/world.ts'

const clone = 'wavespeed/minimax-voice-clone'
const speech = 'wavespeed/minimax-speech-02-hd'
const rich = { usd: 10_000_000 }

interface VendorTask {
  model: string
  status: string
  inputs: Record<string, unknown>
}

async function addSound(world: World, who: Person, seconds: number): Promise<string> {
  const bytes = wavOf(seconds)
  return addUpload(world.ctx, who.workspaceId, streamOf(bytes), bytes.byteLength, {})
}

/** Starts what was pressed, waits in real time until the vendor has ended it, and sees it through. */
async function finish(world: World, text: string): Promise<VendorTask> {
  await world.ringOnce()
  for (;;) {
    const tasks = (await world.control('tasks')) as VendorTask[]
    const task = tasks.find(({ inputs }) => inputs['text'] === text)
    if (task && ['completed', 'failed'].includes(task.status)) {
      await world.quiet()
      return task
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function cloneVoice(world: World, who: Person): Promise<{ asset: string; job: string }> {
  const text = `Hello from ${world.word} ${crypto.randomUUID()}.`
  const audio = await addSound(world, who, 3)
  const [job] = (await world.press(who, { model: clone, input: { audio, text }, consent: true })).jobs
  await finish(world, text)
  const done = await world.job(who, job!)
  expect(done.state).toBe('done')
  return { asset: done.assets[0]!, job: job!.id }
}

describe('a cloned voice', () => {
  it('is spoken with by the sound that stands for it, in the name it got at the vendor', async () => {
    const world = await openWorld()
    const who = await world.personWith(rich)
    const { asset, job } = await cloneVoice(world, who)
    const text = `It is me, ${world.word}.`
    const [spoken] = (await world.press(who, { model: speech, input: { text, voice: asset } })).jobs
    const { inputs } = await finish(world, text)
    expect(inputs['voice_id']).toBe(nameAtVendor(job))
    expect(await world.job(who, spoken!)).toMatchObject({ state: 'done', prompt: text })
  })

  it.each(['of another workspace', 'that is only a recording'])('%s is not spoken with', async (which) => {
    const world = await openWorld()
    const who = await world.personWith(rich)
    const other = await world.personWith(rich)
    const voice =
      which === 'of another workspace'
        ? (await cloneVoice(world, other)).asset
        : await addSound(world, who, 2)
    const refusal = await world
      .press(who, { model: speech, input: { text: 'Not mine.', voice } })
      .catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code: 'bad-input', fields: [{ path: 'input.voice' }] })
    expect((await world.money(who)).open).toEqual([])
  })
})
