import type { Wish } from '../../shared/api.ts'
import { fieldsOf, type PublicModel } from '../../shared/model.ts'
import { nearest } from '../../shared/nearest.ts'
import type { Lengths } from '../../shared/price.ts'
import { tasks, type Task, type TaskId } from '../../shared/task.ts'
import type { Fields, Values } from '../../shared/fields.ts'
import { paidModels } from './catalogue.ts'
import { drafts } from './draft.ts'
import { valuesFor } from './form.ts'
import { assetNow } from './library.ts'
import type { Part, Wanted } from './price-tag.ts'

/** Whether asking twice brings two different things: what is made from words comes out anew each time. */
export function varies(task: TaskId): boolean {
  const { makes, fields }: Task = tasks[task]
  return makes === 'image' && 'prompt' in fields
}

/** Length of the sounds that are chosen, in seconds, by field. Read inside a view, it draws again by itself. */
export function lengthsOf(fields: Fields, values: Values): Lengths {
  const known = Object.entries(fields).flatMap(([name, { kind }]) => {
    const id = values[name]
    const length = kind === 'audio' && typeof id === 'string' ? assetNow(id)?.durationMs : null
    return length ? [[name, length / 1000] as const] : []
  })
  return Object.fromEntries(known)
}

/** What the form of a task asks for now, of this model. */
export function wantedOf(model: PublicModel): Wanted {
  const { values: chosen, count, consent, beside, fallback } = drafts[model.task].value
  const fields = fieldsOf(model)
  const values = valuesFor(fields, chosen)
  const others = besides(model, values, beside)
  return {
    model,
    values,
    count: varies(model.task) && others.length === 0 ? count : 1,
    consent,
    lengths: lengthsOf(fields, values),
    beside: others,
    fallback: fallback && others.length === 0,
  }
}

/** The models to compare with, asked as the Worker will ask them; one that cannot be asked for this is left out. */
function besides(model: PublicModel, values: Values, ids: readonly string[]): Part[] {
  return paidModels(model.task).flatMap((other) => {
    const own = ids.includes(other.id) && other.id !== model.id ? nearest(other, values) : null
    return own ? [{ model: other, values: own }] : []
  })
}

export function wishOf({ model, values, count, consent, beside, fallback }: Wanted): Wish {
  const { consent: sentence }: Task = tasks[model.task]
  return {
    model: model.id,
    input: values,
    count,
    ...(sentence && consent && { consent }),
    ...(fallback && { fallback }),
    ...(beside.length > 0 && { beside: beside.map((part) => part.model.id) }),
  }
}
