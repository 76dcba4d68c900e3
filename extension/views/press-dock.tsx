import type { ComponentChildren } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import type { Values } from '../../shared/fields.ts'
import type { PublicModel } from '../../shared/model.ts'
import { priceWords } from '../../shared/money.ts'
import { account } from '../state/account.ts'
import { change } from '../state/draft.ts'
import { ordered, place } from '../state/orders.ts'
import { verdict, weigh } from '../state/preflight.ts'
import { priceTag } from '../state/price-tag.ts'
import { Button } from '../ui/button.tsx'
import { Dock } from '../ui/dock.tsx'
import { Notice } from '../ui/notice.tsx'

interface Wanted {
  model: PublicModel
  /** Values of the model's own fields. */
  values: Values
  count: number
}

/** The press that both the button and Ctrl+Enter make. */
export function pressNow({ model, values, count }: Wanted): void {
  const tag = priceTag(model, values, count, account.now.peek().value)
  if (!tag.blocked) void place(model.task, { model: model.id, input: values, count }, tag.price)
}

/** The button with its price, what is left, and why it cannot be pressed when it cannot. */
export function PressDock({ model, values, count, beside }: Wanted & { beside?: ComponentChildren }) {
  const tag = priceTag(model, values, count, account.now.value.value)
  const { pressing } = ordered[model.task].value
  const statusId = useId()
  const wish = { model: model.id, input: values, count }
  useEffect(() => weigh(tag.refused ? wish : null))
  const refusal = tag.refused ? (verdict.value?.refusal ?? null) : null
  const sentence = refusal?.detail ?? tag.blocked ?? tag.warning ?? ''
  return (
    <Dock status={pressing ? 'Asking for it' : sentence} id={statusId}>
      {refusal && <CheaperWays task={model.task} remedy={refusal.remedy} />}
      <div class={beside ? 'button-pair' : 'price-row'}>
        {beside}
        <Button
          kind="primary"
          busy={pressing}
          disabled={tag.blocked !== null}
          describedBy={statusId}
          onPress={() => pressNow({ model, values, count })}
        >
          {tag.words}
        </Button>
        {!beside && tag.left && <span class="left">{tag.left}</span>}
      </div>
      {beside && tag.left && <p class="left">{tag.left}</p>}
    </Dock>
  )
}

function CheaperWays({ task, remedy }: { task: PublicModel['task']; remedy: string }) {
  const cheaper = (verdict.value?.cheaper ?? []).filter(({ model }) => !model.startsWith('device/'))
  return (
    <Notice
      tone="calm"
      actions={cheaper.map(({ model, title, price }) => (
        <Button key={model} onPress={() => change(task, { model })}>
          {`Use ${title} · ${priceWords(price)}`}
        </Button>
      ))}
    >
      <p>{remedy}</p>
    </Notice>
  )
}
