import type { PublicModel } from '../../shared/model.ts'
import { fieldsOf } from '../../shared/model.ts'
import { priceWords } from '../../shared/money.ts'
import { quote } from '../../shared/price.ts'
import type { TaskId } from '../../shared/task.ts'
import { change, drafts } from '../state/draft.ts'
import { valuesFor } from '../state/form.ts'
import { timeWords } from '../state/progress.ts'
import { Choices } from '../ui/choices.tsx'

/** Which model does it: what it is best for, how long it takes, what it costs with what is chosen now. */
export function ModelChoice({
  task,
  models,
  model,
}: {
  task: TaskId
  models: PublicModel[]
  model: PublicModel
}) {
  const chosen = drafts[task].value.values
  return (
    <Choices
      label="Model"
      look="cards"
      value={model.id}
      onChoose={(id) => change(task, { model: id })}
      options={models.map((each) => ({
        value: each.id,
        label: each.title,
        aside: `${timeWords(each.typicalSeconds)} · ${priceWords(quote(each, valuesFor(fieldsOf(each), chosen)).price)}`,
        note: each.bestFor,
      }))}
    />
  )
}
