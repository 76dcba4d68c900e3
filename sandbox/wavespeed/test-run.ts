import { checkInputs } from '../check-inputs.ts'
import { openMemory } from '../edits/memory.ts'
import type { Outside } from '../outside.ts'
import { startSettings } from '../outside.ts'
import { openVoices } from '../sounds/voices.ts'
import { models } from './catalogue.ts'
import type { Job, Made } from './job.ts'
import { makeOutputs } from './work.ts'

const nowhere: Outside = {
  settings: startSettings,
  download: () => Promise.reject(new Error('nothing is reachable in this test')),
  callBack: () => Promise.resolve(true),
}

/** An account of its own to run models in, without the wire: files go in as they are. */
export function openRun() {
  const heard: number[] = []
  const account: Pick<Job, 'account' | 'memory' | 'voices' | 'heard'> = {
    account: 'sandbox-test',
    memory: openMemory(),
    voices: openVoices(),
    heard: (seconds) => heard.push(seconds),
  }
  const wire = (value: unknown): unknown =>
    Buffer.isBuffer(value)
      ? `data:application/octet-stream;base64,${value.toString('base64')}`
      : Array.isArray(value)
        ? value.map(wire)
        : value
  async function run(path: string, body: Record<string, unknown>): Promise<readonly Made[]> {
    const model = models.find((each) => each.path === path)
    if (!model) throw new Error(`no model ${path}`)
    const checked = checkInputs(
      model.schema,
      Object.fromEntries(Object.entries(body).map(([name, value]) => [name, wire(value)])),
    )
    if ('problem' in checked) throw new Error(checked.problem)
    return makeOutputs(model, checked.inputs, nowhere, account)
  }
  /** The bytes of the first file made. */
  async function make(path: string, body: Record<string, unknown>): Promise<Buffer> {
    const [made] = await run(path, body)
    if (!made || !('bytes' in made)) throw new Error('no file was made')
    return made.bytes
  }
  async function say(path: string, body: Record<string, unknown>): Promise<string> {
    const [made] = await run(path, body)
    if (!made || !('text' in made)) throw new Error('no words were made')
    return made.text
  }
  return { run, make, say, account, heard }
}
