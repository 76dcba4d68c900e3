import type { ComponentChildren } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import type { PublicModel } from '../../shared/model.ts'
import { priceWords } from '../../shared/money.ts'
import { account } from '../state/account.ts'
import { chooseModel } from '../state/model-choice.ts'
import { ordered, place, showEarlier } from '../state/orders.ts'
import { verdict, weigh } from '../state/preflight.ts'
import { priceTag, type Wanted } from '../state/price-tag.ts'
import { wishOf } from '../state/wanted.ts'
import { Button } from '../ui/button.tsx'
import { Dock } from '../ui/dock.tsx'
import { Notice } from '../ui/notice.tsx'

/** The press that both the button and Ctrl+Enter make. */
export function pressNow(wanted: Wanted): void {
  const tag = priceTag(wanted, account.now.peek().value)
  if (!tag.blocked && tag.price) void place(wanted.model.task, wishOf(wanted), tag.price)
}

/** The button with its price, what is left, and why it cannot be pressed when it cannot. */
export function PressDock({ wanted, beside }: { wanted: Wanted; beside?: ComponentChildren }) {
  const { model } = wanted
  const tag = priceTag(wanted, account.now.value.value)
  const { pressing } = ordered[model.task].value
  const statusId = useId()
  const worthAsking = tag.refused || (!tag.blocked && !pressing)
  useEffect(() => weigh(worthAsking ? wishOf(wanted) : null))
  const said = worthAsking ? verdict.value : null
  const refusal = said?.refusal ?? null
  const notes = said?.notes.join(' ')
  const sentence = refusal?.detail ?? tag.blocked ?? (notes || tag.warning) ?? ''
  return (
    <Dock status={pressing ? 'Asking for it' : sentence} id={statusId}>
      {refusal && <OtherWays task={model.task} remedy={refusal.remedy} />}
      {said?.earlier && <Earlier task={model.task} {...said.earlier} />}
      <div class={beside ? 'button-pair' : 'price-row'}>
        {beside}
        <Button
          kind="primary"
          busy={pressing}
          disabled={tag.blocked !== null}
          describedBy={statusId}
          onPress={() => pressNow(wanted)}
        >
          {tag.words}
        </Button>
        {!beside && tag.left && <span class="left">{tag.left}</span>}
      </div>
      {beside && tag.left && <p class="left">{tag.left}</p>}
    </Dock>
  )
}

/** The same was made before: it can be had again for nothing. */
function Earlier({ task, jobId, at }: { task: PublicModel['task']; jobId: string; at: number }) {
  const day = new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'long' })
  return (
    <Notice
      tone="calm"
      actions={<Button onPress={() => void showEarlier(task, jobId)}>Use the earlier one · free</Button>}
    >
      <p>You had just this made on {day}.</p>
    </Notice>
  )
}

function OtherWays({ task, remedy }: { task: PublicModel['task']; remedy: string }) {
  const cheaper = (verdict.value?.cheaper ?? []).filter(({ model }) => !model.startsWith('device/'))
  return (
    <Notice
      tone="calm"
      actions={cheaper.map(({ model, title, price }) => (
        <Button key={model} onPress={() => chooseModel(task, model)}>
          {`Use ${title} · ${priceWords(price)}`}
        </Button>
      ))}
    >
      <p>{remedy}</p>
    </Notice>
  )
}
