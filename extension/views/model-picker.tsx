import { useEffect, useState } from 'preact/hooks'
import { fieldsOf, type PublicModel } from '../../shared/model.ts'
import type { TaskId } from '../../shared/task.ts'
import { change, drafts } from '../state/draft.ts'
import { valuesFor } from '../state/form.ts'
import { chooseModel, compareWith, mostCompared } from '../state/model-choice.ts'
import { askPicks, picksFor } from '../state/picks.ts'
import { costNow, rateWords } from '../state/price-tag.ts'
import { timeWords } from '../state/progress.ts'
import { lengthsOf } from '../state/wanted.ts'
import { Button } from '../ui/button.tsx'
import { Checks } from '../ui/checks.tsx'
import { Choices, type ChoiceGroup } from '../ui/choices.tsx'

const tiers = { draft: 'Budget', standard: 'Balanced', premium: 'Premium' } as const

/** So many stand open; of more, only the chosen one until the list is asked for. */
const fewModels = 3

interface Props {
  task: TaskId
  models: readonly PublicModel[]
  model: PublicModel
}

/**
 * Which model does it, or which ones beside each other: what each is best for, how long it takes, what it costs with
 * what is chosen now, and which is recommended.
 */
export function ModelPicker({ task, models, model }: Props) {
  const { values: chosen, beside } = drafts[task].value
  const [asked, setAsked] = useState(false)
  const [comparing, setComparing] = useState(beside.length > 0)
  const open = asked || comparing || models.length <= fewModels
  const several = models.length > 1
  useEffect(() => askPicks(several ? { task, input: valuesFor(fieldsOf(model), chosen) } : null))
  const reasons = picksFor(task)
  const recommended = [...reasons.keys()].find((id) => models.some((each) => each.id === id))
  const shown = (open ? models : [model])
    .map((each) => {
      const fields = fieldsOf(each)
      const values = valuesFor(fields, chosen)
      const lengths = lengthsOf(fields, values)
      return {
        tier: each.tier,
        cost: costNow(each, values, lengths),
        value: each.id,
        label: each.title,
        aside: `${timeWords(each.typicalSeconds)} · ${rateWords(each, values, lengths)}`,
        badge: each.id === recommended ? `Recommended: ${lower(reasons.get(each.id) ?? '')}` : null,
        note: each.bestFor,
      }
    })
    .toSorted((a, b) => a.cost - b.cost)
  const groups: ChoiceGroup[] = Object.entries(tiers).flatMap(([tier, title]) => {
    const options = shown.filter((each) => each.tier === tier)
    return options.length > 0 ? [{ title, options }] : []
  })
  const turn = (on: boolean) => {
    setComparing(on)
    if (!on) change(task, { beside: [] })
  }
  const acts = several && (
    <div class="acts">
      {models.length > fewModels && !comparing && (
        <Button kind="plain" expanded={open} onPress={() => setAsked(!asked)}>
          {open ? 'Show only this one' : `See all ${models.length} models`}
        </Button>
      )}
      <Button kind="plain" pressed={comparing} onPress={() => turn(!comparing)}>
        {comparing ? 'Only one model' : 'Compare several'}
      </Button>
    </div>
  )
  if (comparing)
    return (
      <Checks
        label="Models"
        help={`Up to ${mostCompared} make the same; you see the results side by side.`}
        groups={groups}
        values={[model.id, ...beside]}
        most={mostCompared}
        onCheck={(id, on) => {
          const [next] = beside
          if (id !== model.id) compareWith(task, id, on)
          else if (next) {
            compareWith(task, next, false)
            chooseModel(task, next)
          }
        }}
      >
        {acts}
      </Checks>
    )
  const better = recommended && recommended !== model.id && models.find(({ id }) => id === recommended)
  return (
    <Choices
      label="Model"
      look="cards"
      value={model.id}
      options={open ? groups : shown}
      onChoose={(id) => chooseModel(task, id)}
    >
      {better && !open && (
        <p class="recommended">
          <span>
            Recommended for this: <strong>{better.title}</strong>. {reasons.get(better.id)}.
          </span>
          <Button kind="plain" onPress={() => chooseModel(task, better.id)}>
            Use it<span class="unseen">: {better.title}</span>
          </Button>
        </p>
      )}
      {acts}
    </Choices>
  )
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)
