import type { Fields, FieldValue } from '../../shared/fields.ts'
import { fieldsOf, inputSchema, type PublicModel } from '../../shared/model.ts'
import { tasks, type Task, type TaskId } from '../../shared/task.ts'
import { account } from '../state/account.ts'
import { deviceModels, paidModels } from '../state/catalogue.ts'
import { deviceWork, hasTool, makeHere, toolOf } from '../state/device.ts'
import { change, drafts, setValue } from '../state/draft.ts'
import { isFine } from '../state/fine.ts'
import { valuesFor } from '../state/form.ts'
import { isToolId } from '../tools/tool.ts'
import { modelOf } from '../state/model-choice.ts'
import { ordered, putAside } from '../state/orders.ts'
import { hasMoved } from '../state/screen.ts'
import { refreshAll } from '../state/start.ts'
import { varies, wantedOf } from '../state/wanted.ts'
import { Button } from '../ui/button.tsx'
import { Choices } from '../ui/choices.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Switch } from '../ui/inputs.tsx'
import { DeviceWorkView } from './device-work.tsx'
import { FieldList, FineTuning, type FileInputProps } from './fields.tsx'
import { ModelPicker } from './model-picker.tsx'
import { NoModel } from './no-model.tsx'
import { OrderView } from './order.tsx'
import { PressDock, pressNow } from './press-dock.tsx'
import { TaskFile } from './task-files.tsx'
import { TaskHead } from './task-head.tsx'
import { TroubleNotice } from './trouble.tsx'
import { toolViews } from './tool-views.ts'
import { Page } from '../ui/page.tsx'

const counts = ['1', '2', '3', '4']

/** Any task: its form, the work on its way, and what came of it. Drawn from the task's and the model's own data. */
export function TaskView({ task }: { task: TaskId }) {
  const models = paidModels(task)
  const here = deviceModels(task).find(hasTool) ?? null
  const model = modelOf(task, models)
  const { orderId } = ordered[task].value
  if (deviceWork.value.task === task && deviceWork.value.state !== 'idle') return <DeviceWorkView />
  if (orderId) {
    const again = () => void putAside(task).then(() => model && pressNow(wantedOf(model)))
    return <OrderView key={orderId} {...{ task, orderId }} onTryAgain={again} />
  }
  return model ? <Form {...{ task, models, model, here }} /> : <NoModel task={task} />
}

const pick = (fields: Fields, keep: (name: string, field: Fields[string]) => boolean): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name, field]) => keep(name, field)))

const inputsOf = (task: TaskId) => ({
  onSet: (name: string, value: FieldValue | undefined) => setValue(task, name, value),
  fileInput: (props: FileInputProps) => <TaskFile task={task} {...props} />,
})

interface FormProps {
  task: TaskId
  models: PublicModel[]
  model: PublicModel
  here: PublicModel | null
}

function Form({ task, models, model, here }: FormProps) {
  const draft = drafts[task].value
  const { trouble } = ordered[task].value
  const { consent }: Task = tasks[task]
  const fields = fieldsOf(model)
  const wanted = wantedOf(model)
  const { values } = wanted
  const press = () => pressNow(wantedOf(model))
  const shared = { ...inputsOf(task), values, onSubmit: press }
  const isFirst = (_: string, field: Fields[string]) => field.required === true
  return (
    <>
      <Page arrived={hasMoved()}>
        <TaskHead task={task} />
        <FieldList {...shared} fields={pick(fields, isFirst)} />
        <ModelPicker {...{ task, models, model }} />
        <FieldList
          {...shared}
          fields={pick(fields, (name, field) => !isFirst(name, field) && !isFine(model, name, field))}
        />
        {varies(task) && draft.beside.length === 0 && (
          <Choices
            label="How many"
            value={String(draft.count)}
            options={counts.map((count) => ({ value: count, label: count }))}
            onChoose={(count) => change(task, { count: Number(count) })}
          />
        )}
        <FineTuning {...shared} fields={pick(fields, (name, field) => isFine(model, name, field))}>
          {models.length > 1 && draft.beside.length === 0 && (
            <Switch
              label="Another model may step in"
              help="Should this one fail; it costs no more than what stands on the button"
              on={draft.fallback}
              onTurn={(on) => change(task, { fallback: on })}
            />
          )}
        </FineTuning>
        {here &&
          (here.aside ? (
            <AsideHere {...{ task, here, fields }} />
          ) : (
            <OnThisDevice {...{ task, here, fields }} />
          ))}
        {consent && (
          <section class="card consent">
            <Switch
              label={consent}
              on={draft.consent}
              onTurn={(on) => change(task, { consent: on })}
              help="Kept with the result, so that it can be shown later."
            />
          </section>
        )}
        {deviceWork.value.task === task && deviceWork.value.trouble && (
          <TroubleNotice trouble={deviceWork.value.trouble} />
        )}
        {trouble && <TroubleNotice trouble={trouble} {...(!trouble.decided && { onRetry: press })} />}
        {account.now.value.trouble && (
          <TroubleNotice trouble={account.now.value.trouble} onRetry={() => void refreshAll()} />
        )}
      </Page>
      <PressDock
        wanted={wanted}
        beside={
          here &&
          !here.aside && (
            <Button disabled={!values['image']} onPress={() => makeNow(here)}>
              Move on this device · free
            </Button>
          )
        }
      />
    </>
  )
}

function makeNow(here: PublicModel): void {
  const values = valuesFor(fieldsOf(here), drafts[here.task].peek().values)
  if (inputSchema(here).safeParse(values).success) void makeHere(here, values)
}

interface DeviceProps {
  task: TaskId
  here: PublicModel
  /** What is asked above anyway. */
  fields: Fields
}

/** The free way beside the paid ones. */
function OnThisDevice({ task, here, fields }: DeviceProps) {
  const own = fieldsOf(here)
  return (
    <section class="card stack">
      <div class="way-head">
        <h3 class="way-title">On this device</h3>
        <p class="faint">{here.bestFor}.</p>
      </div>
      <FieldList
        {...inputsOf(task)}
        fields={pick(own, (name) => !(name in fields))}
        values={valuesFor(own, drafts[task].value.values)}
      />
    </section>
  )
}

/** Something else that can be made of the same words, free: folded away until it is asked for. */
function AsideHere({ task, here, fields }: DeviceProps) {
  const own = fieldsOf(here)
  const values = valuesFor(own, drafts[task].value.values)
  const judged = inputSchema(here).safeParse(values)
  const tool = toolOf(here)
  const drawn = isToolId(tool) ? toolViews[tool]?.fields : undefined
  const Drawn = drawn?.part
  const { onSet, fileInput } = inputsOf(task)
  const lacks = judged.success ? null : (judged.error.issues[0]?.message ?? null)
  return (
    <Disclosure label={`${here.title} · free, on this device`}>
      <p class="help">{here.bestFor}. It takes the words and the shape from above.</p>
      {Drawn && <Drawn {...{ values, onSet }} />}
      <FieldList
        {...{ onSet, fileInput, values }}
        fields={pick(own, (name) => !(name in fields) && !drawn?.names.includes(name))}
      />
      {lacks && values['prompt'] !== undefined && <p class="help over">{lacks}</p>}
      <Button disabled={!judged.success} onPress={() => makeNow(here)}>
        {`${here.title} on this device · free`}
      </Button>
    </Disclosure>
  )
}
