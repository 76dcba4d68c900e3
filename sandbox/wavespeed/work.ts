import type { Inputs } from '../check-inputs.ts'
import { readMedia } from '../media.ts'
import type { Outside } from '../outside.ts'
import { failedBecause, TaskFailure } from './failure.ts'
import type { Job, Made } from './job.ts'
import type { Model } from './model.ts'

/** Fetches what the inputs name and lets the model do its work. Throws TaskFailure. */
export async function makeOutputs(
  model: Model,
  inputs: Inputs,
  outside: Outside,
  account: Pick<Job, 'account' | 'memory' | 'voices' | 'heard'>,
): Promise<readonly Made[]> {
  const media: Record<string, Buffer[]> = {}
  for (const [name, property] of Object.entries(model.schema.properties)) {
    const given = inputs[name]
    if ((property.format !== 'image' && property.format !== 'audio') || given === undefined) continue
    media[name] = await Promise.all(
      [given].flat().map((address) =>
        readMedia(String(address), outside).catch((error: unknown) => {
          throw failedBecause(1402, `${name}: ${messageOf(error)}`)
        }),
      ),
    )
  }
  try {
    return await model.work({ ...account, path: model.path, inputs, media })
  } catch (error) {
    throw error instanceof TaskFailure ? error : failedBecause(1403, messageOf(error))
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
