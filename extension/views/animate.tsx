import { fieldsOf, type PublicModel } from '../../shared/model.ts'
import type { Fields } from '../../shared/fields.ts'
import { deviceModels, paidModels } from '../state/catalogue.ts'
import { deviceWork, hasTool, makeHere } from '../state/device.ts'
import { drafts } from '../state/draft.ts'
import { valuesFor } from '../state/form.ts'
import { ordered, putAside } from '../state/orders.ts'
import { Button } from '../ui/button.tsx'
import { DeviceWorkView } from './device-work.tsx'
import { FieldList } from './fields.tsx'
import { ModelChoice } from './model-choice.tsx'
import { NoModel } from './no-model.tsx'
import { OrderView } from './order.tsx'
import { PressDock, pressNow } from './press-dock.tsx'
import { TroubleNotice } from './trouble.tsx'
import { Page } from '../ui/page.tsx'

const task = 'image-to-video'

export function AnimateView() {
  const models = paidModels(task)
  const here = deviceModels(task).find(hasTool) ?? null
  const draft = drafts[task].value
  const model = models.find(({ id }) => id === draft.model) ?? models[0]
  const { orderId } = ordered[task].value
  if (deviceWork.value.state !== 'idle') return <DeviceWorkView />
  if (orderId) {
    const again = () => {
      void putAside(task).then(() => model && pressNow({ ...wantedOf(model), count: 1 }))
    }
    return <OrderView key={orderId} {...{ task, orderId }} onTryAgain={again} />
  }
  if (model) return <Form {...{ models, model, here }} />
  return <NoModel makes="videos" />
}

const wantedOf = (model: PublicModel) => ({
  model,
  values: valuesFor(fieldsOf(model), drafts[task].peek().values),
})

function makeNow(here: PublicModel): void {
  const { values } = wantedOf(here)
  const { image } = values
  if (typeof image === 'string') void makeHere(here, image, values)
}

const split = (fields: Fields, keep: (name: string) => boolean): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => keep(name)))

interface FormProps {
  models: PublicModel[]
  model: PublicModel
  here: PublicModel | null
}

function Form({ models, model, here }: FormProps) {
  const { values: chosen } = drafts[task].value
  const { trouble } = ordered[task].value
  const fields = fieldsOf(model)
  const hereFields = here ? fieldsOf(here) : {}
  const values = valuesFor(fields, chosen)
  const { image, ...others } = fields
  const inBoth = (name: string) => name in hereFields
  const wanted = { model, values, count: 1 }
  return (
    <>
      <Page>
        <header class="head">
          <h1>Bring it to life</h1>
          <p>A few seconds of movement, from one picture.</p>
        </header>
        {image && <FieldList {...{ task, values }} fields={{ image }} />}
        <FieldList {...{ task, values }} fields={split(others, inBoth)} />
        {here && (
          <section class="card stack">
            <div class="way-head">
              <h3 class="way-title">On this device</h3>
              <p class="faint">{here.bestFor}.</p>
            </div>
            <FieldList
              task={task}
              fields={split(hereFields, (name) => !(name in fields))}
              values={valuesFor(hereFields, chosen)}
            />
          </section>
        )}
        <section class="card stack">
          <div class="way-head">
            <h3 class="way-title">{`With ${model.title}`}</h3>
            <p class="faint">{model.bestFor}.</p>
          </div>
          {models.length > 1 && <ModelChoice {...{ task, models, model }} />}
          <FieldList
            {...{ task, values }}
            fields={split(others, (name) => !inBoth(name))}
            onSubmit={() => pressNow(wanted)}
          />
        </section>
        {deviceWork.value.trouble && <TroubleNotice trouble={deviceWork.value.trouble} />}
        {trouble && (
          <TroubleNotice trouble={trouble} {...(!trouble.decided && { onRetry: () => pressNow(wanted) })} />
        )}
      </Page>
      <PressDock
        {...wanted}
        beside={
          here && (
            <Button disabled={!values['image']} onPress={() => makeNow(here)}>
              Move on this device · free
            </Button>
          )
        }
      />
    </>
  )
}
