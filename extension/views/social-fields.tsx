import { platforms, placements, type PlatformId } from '../../shared/platforms.ts'
import { Choices } from '../ui/choices.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { placeShown } from '../state/places.ts'
import type { ToolPartProps } from './tool-views.ts'

const focusTitles = { smart: 'What matters', center: 'The middle', point: 'My point' } as const

/** Where a picture goes: the places of each network to be ticked, and what is to stay in it. */
export function SocialFields({ values, onSet }: ToolPartProps) {
  const chosen = values['placements'] as readonly string[]
  const set = (ids: readonly string[], on: boolean) => {
    const next = placements.flatMap(({ id }) => ((ids.includes(id) ? on : chosen.includes(id)) ? [id] : []))
    if (next.length > 0) onSet('placements', next)
  }
  return (
    <>
      <section class="section" aria-labelledby="where-title">
        <div class="line">
          <h2 class="label" id="where-title">
            Where it goes
          </h2>
          <span class="faint">
            {chosen.length} of {placements.length}
          </span>
        </div>
        <div class="networks">
          {(Object.keys(platforms) as PlatformId[]).map((platform) => (
            <Network key={platform} platform={platform} chosen={chosen} onTick={set} />
          ))}
        </div>
      </section>
      {values['fit'] !== 'pad' && (
        <Choices
          label="Keep in the picture"
          help={
            values['focus'] === 'point'
              ? 'Drag the point on the picture, or move it with the arrows.'
              : undefined
          }
          options={Object.entries(focusTitles).map(([value, label]) => ({ value, label }))}
          value={String(values['focus'])}
          onChoose={(value) => {
            placeShown.value = null
            onSet('focus', value)
          }}
        />
      )}
    </>
  )
}

interface NetworkProps {
  platform: PlatformId
  chosen: readonly string[]
  onTick: (ids: readonly string[], on: boolean) => void
}

function Network({ platform, chosen, onTick }: NetworkProps) {
  const own = placements.filter((placement) => placement.platform === platform)
  const ids = own.map(({ id }) => id)
  const ticked = ids.filter((id) => chosen.includes(id)).length
  const isLast = (on: boolean) => on && chosen.length === 1
  return (
    <Disclosure label={platforms[platform]} aside={ticked > 0 ? `${ticked} of ${own.length}` : ''}>
      <fieldset class="choices">
        <legend class="unseen">{platforms[platform]}</legend>
        <div class="place-ticks">
          {own.map(({ id, title, size }) => {
            const on = chosen.includes(id)
            return (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={isLast(on)}
                  onChange={(event) => onTick([id], event.currentTarget.checked)}
                />
                <span class="place-shape" aria-hidden="true">
                  <span style={{ aspectRatio: `${size.width} / ${size.height}` }} />
                </span>
                <span class="grow">{title}</span>
                <span class="faint">
                  {size.width} × {size.height}
                </span>
              </label>
            )
          })}
        </div>
        <button
          type="button"
          class="button plain"
          disabled={ticked === own.length ? ticked === chosen.length : false}
          onClick={() => onTick(ids, ticked < own.length)}
        >
          {ticked < own.length ? `All of ${platforms[platform]}` : `None of ${platforms[platform]}`}
        </button>
      </fieldset>
    </Disclosure>
  )
}
