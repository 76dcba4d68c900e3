import type { Values } from '../../shared/fields.ts'
import { currentStep, setValues, stepValues } from '../state/bench.ts'
import { Button } from '../ui/button.tsx'

/** What most people want of a watermark, each by one press; everything of it can then be changed. */
const starts: readonly { title: string; values: Values }[] = [
  {
    title: 'Signature',
    values: { place: 'bottom-right', size: 24, margin: 3, opacity: 80, angle: 0, backing: 'shadow' },
  },
  {
    title: 'Protection',
    values: { place: 'tile', size: 22, spacing: 50, opacity: 22, angle: -30, backing: 'none' },
  },
  {
    title: 'Across',
    values: { place: 'middle', size: 70, margin: 5, opacity: 35, angle: -20, backing: 'none' },
  },
]

export function WatermarkStarts() {
  const start = (values: Values) => {
    const step = currentStep.peek()
    if (step) setValues({ ...stepValues(step), ...values })
  }
  return (
    <div class="field">
      <p class="label" id="watermark-starts">
        Start with
      </p>
      <div class="chips" role="group" aria-labelledby="watermark-starts">
        {starts.map(({ title, values }) => (
          <Button key={title} onPress={() => start(values)}>
            {title}
          </Button>
        ))}
      </div>
    </div>
  )
}
