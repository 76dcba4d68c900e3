import { fieldsOf, type PublicModel } from '../../shared/model.ts'
import { account } from '../state/account.ts'
import { paidModels } from '../state/catalogue.ts'
import { change, drafts } from '../state/draft.ts'
import { valuesFor } from '../state/form.ts'
import { ordered, putAside } from '../state/orders.ts'
import { pageView } from '../state/place.ts'
import { refreshAll } from '../state/start.ts'
import { Choices } from '../ui/choices.tsx'
import { FineTuning, MainFields } from './fields.tsx'
import { ModelChoice } from './model-choice.tsx'
import { NoModel } from './no-model.tsx'
import { OrderView } from './order.tsx'
import { PressDock, pressNow } from './press-dock.tsx'
import { TroubleNotice } from './trouble.tsx'
import { Page } from '../ui/page.tsx'

const task = 'create-image'
const counts = ['1', '2', '3', '4']

export function CreateView() {
  const models = paidModels(task)
  const draft = drafts[task].value
  const model = models.find(({ id }) => id === draft.model) ?? models[0]
  const { orderId } = ordered[task].value
  if (orderId) {
    const again = () => {
      const { count } = draft
      void putAside(task).then(() => model && pressNow({ ...wantedOf(model), count }))
    }
    return <OrderView key={orderId} {...{ task, orderId }} onTryAgain={again} />
  }
  if (model) return <Form {...{ models, model }} />
  return <NoModel makes="pictures" />
}

const wantedOf = (model: PublicModel) => ({
  model,
  values: valuesFor(fieldsOf(model), drafts[task].peek().values),
})

function Form({ models, model }: { models: PublicModel[]; model: PublicModel }) {
  const draft = drafts[task].value
  const { trouble } = ordered[task].value
  const fields = fieldsOf(model)
  const values = valuesFor(fields, draft.values)
  const wanted = { model, values, count: draft.count }
  const { prompt, ...others } = fields
  const site = pageView.value?.spot ? (pageView.value.site ?? 'this page') : null
  return (
    <>
      <Page>
        <header class="head">
          <h1>A picture for your post</h1>
          <p>{site ? `It goes into your post on ${site}.` : 'Describe it as you would to a painter.'}</p>
        </header>
        {prompt && <MainFields {...{ task, values }} fields={{ prompt }} onSubmit={() => pressNow(wanted)} />}
        <ModelChoice {...{ task, models, model }} />
        <MainFields {...{ task, values }} fields={others} />
        <Choices
          label="How many"
          value={String(draft.count)}
          options={counts.map((count) => ({ value: count, label: count }))}
          onChoose={(count) => change(task, { count: Number(count) })}
        />
        <FineTuning {...{ task, values }} fields={others} />
        {trouble && (
          <TroubleNotice trouble={trouble} {...(!trouble.decided && { onRetry: () => pressNow(wanted) })} />
        )}
        {account.now.value.trouble && (
          <TroubleNotice trouble={account.now.value.trouble} onRetry={() => void refreshAll()} />
        )}
      </Page>
      <PressDock {...wanted} />
    </>
  )
}
