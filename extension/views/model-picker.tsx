import { useState } from 'preact/hooks'
import { fieldsOf, type PublicModel } from '../../shared/model.ts'
import type { TaskId } from '../../shared/task.ts'
import { drafts } from '../state/draft.ts'
import { valuesFor } from '../state/form.ts'
import { chooseModel } from '../state/model-choice.ts'
import { costNow, rateWords } from '../state/price-tag.ts'
import { timeWords } from '../state/progress.ts'
import { lengthsOf } from '../state/wanted.ts'
import { Button } from '../ui/button.tsx'
import { Choices, type ChoiceGroup } from '../ui/choices.tsx'

const tiers = { draft: 'Budget', standard: 'Balanced', premium: 'Premium' } as const

/** So many stand open; of more, only the chosen one until the list is asked for. */
const fewModels = 3

interface Props {
  task: TaskId
  models: readonly PublicModel[]
  model: PublicModel
}

/** Which model does it: what it is best for, how long it takes, what it costs with what is chosen now. */
export function ModelPicker({ task, models, model }: Props) {
  const [asked, setAsked] = useState(false)
  const chosen = drafts[task].value.values
  const open = asked || models.length <= fewModels
  const shown = (open ? models : [model]).map((each) => {
    const fields = fieldsOf(each)
    const values = valuesFor(fields, chosen)
    const lengths = lengthsOf(fields, values)
    const cost = costNow(each, values, lengths)
    const aside = `${timeWords(each.typicalSeconds)} · ${rateWords(each, values, lengths)}`
    return { tier: each.tier, cost, value: each.id, label: each.title, aside, note: each.bestFor }
  })
  const byCost = shown.toSorted((a, b) => a.cost - b.cost)
  const groups: ChoiceGroup[] = Object.entries(tiers).flatMap(([tier, title]) => {
    const options = byCost.filter((each) => each.tier === tier)
    return options.length > 0 ? [{ title, options }] : []
  })
  return (
    <Choices
      label="Model"
      look="cards"
      value={model.id}
      options={open ? groups : byCost}
      onChoose={(id) => chooseModel(task, id)}
    >
      {models.length > fewModels && (
        <Button kind="plain" expanded={open} onPress={() => setAsked(!asked)}>
          {open ? 'Show only this one' : `See all ${models.length} models`}
        </Button>
      )}
    </Choices>
  )
}
