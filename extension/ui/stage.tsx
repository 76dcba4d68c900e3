import type { ComponentChildren } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'
import { Pane, type Shown, type StageView } from './pane.tsx'
import { trueZoom, wholeSight, type Sight, type Size } from './sight.ts'

const looks = {
  before: { title: 'Before', icon: 'picture' },
  split: { title: 'Split', icon: 'split' },
  side: { title: 'Side by side', icon: 'pair' },
  after: { title: 'After', icon: 'check' },
} as const satisfies Record<string, { title: string; icon: IconName }>
export type StageLook = keyof typeof looks

interface Props {
  before: Shown | null
  after: Shown | null
  /** What is to be seen, in words. */
  alt: string
  /** Drawn over one of the two, in its pixels. What of it takes the pointer says so itself. */
  overlay?: ((view: StageView) => ComponentChildren) | undefined
  overlayOn?: 'before' | 'after'
  /** How the two are looked at first; without it, what came of it. */
  first?: StageLook | undefined
  /** Something is being worked out; what is seen may be old. */
  busy?: boolean
}

/** Within this, two pictures are of one shape and lie over each other. */
const sameShape = 0.02
const isAlike = (a: Size, b: Size) =>
  Math.abs((a.width / a.height / (b.width / b.height) || 0) - 1) <= sameShape

/**
 * A picture before and after, nearer and further, moved by hand: both are always looked at alike. By keyboard: plus,
 * minus, 0 for all of it, 1 for true pixels, arrows move it.
 */
export function Stage({ before, after, alt, overlay, overlayOn = 'after', first, busy }: Props) {
  const name = useId()
  const [chosen, setChosen] = useState<StageLook | null>(null)
  const [sight, setSight] = useState<Sight>(wholeSight)
  const [split, setSplit] = useState(50)
  const [pane, setPane] = useState<Size>({ width: 0, height: 0 })
  const alike = before && after && isAlike(before, after)
  const offered: StageLook[] =
    !before || !after ? [] : alike ? ['before', 'split', 'side', 'after'] : ['before', 'side', 'after']
  const natural: StageLook = overlay && before ? overlayOn : after ? (first ?? 'after') : 'before'
  const wanted = [chosen, natural, 'after' as const].find((each) => each && offered.includes(each))
  const look = wanted ?? (after ? 'after' : 'before')
  const shown = look === 'before' ? (before ?? after) : (after ?? before)

  // Another picture is looked at anew; another result of the same one is not.
  useEffect(() => setSight(wholeSight), [before?.src])

  if (!shown) return null
  const shared = { sight, onSight: setSight, alt, busy: busy ?? false }
  const over = (on: 'before' | 'after') => (overlay && on === overlayOn ? overlay : undefined)
  const beforeAlt = after ? `${alt}, before` : alt
  return (
    <section class="stage" aria-label="Picture">
      <div
        class={look === 'side' ? 'panes side' : 'panes'}
        style={{ '--ratio': String(shown.width / shown.height) }}
      >
        {look === 'side' && before && after ? (
          <>
            <Pane
              {...shared}
              picture={before}
              alt={beforeAlt}
              word="Before"
              overlay={over('before')}
              onSize={setPane}
            />
            <Pane {...shared} picture={after} word="After" overlay={over('after')} />
          </>
        ) : (
          <Pane
            {...shared}
            key="one"
            picture={shown}
            alt={look === 'before' ? beforeAlt : alt}
            onSize={setPane}
            overlay={look === 'split' ? overlay : over(look === 'before' || !after ? 'before' : 'after')}
            {...(look === 'split' && before && { under: before, split, onSplit: setSplit })}
          />
        )}
      </div>
      <div class="stage-bar">
        {offered.length > 0 && (
          <div class="looks" role="radiogroup" aria-label="What is shown">
            {offered.map((each) => (
              <label key={each} title={looks[each].title}>
                <input
                  type="radio"
                  class="unseen"
                  name={name}
                  checked={each === look}
                  onChange={() => setChosen(each)}
                />
                <span>
                  <Icon name={looks[each].icon} />
                  <span class="look-word">{looks[each].title}</span>
                </span>
              </label>
            ))}
          </div>
        )}
        <ZoomBar {...{ sight, pane }} picture={shown} onSight={setSight} />
      </div>
    </section>
  )
}

interface ZoomProps {
  sight: Sight
  pane: Size
  picture: Size
  onSight: (next: Sight) => void
}

function ZoomBar({ sight, pane, picture, onSight }: ZoomProps) {
  const whole = pane.width > 0 ? trueZoom(pane, picture) : 1
  const percent = Math.round((sight.zoom / whole) * 100)
  const nearer = (times: number) => onSight({ ...sight, zoom: Math.max(1, sight.zoom * times) })
  return (
    <div class="zoom-bar" role="group" aria-label="How near">
      <button type="button" title="Further" disabled={sight.zoom <= 1} onClick={() => nearer(1 / 1.5)}>
        <Icon name="minus" />
        <span class="unseen">Further</span>
      </button>
      <button
        type="button"
        class="zoom-value"
        title="True pixels"
        aria-label={`${percent} %. Show true pixels`}
        onClick={() => onSight({ ...sight, zoom: Math.max(1, whole) })}
      >
        {percent} %
      </button>
      <button type="button" title="Nearer" onClick={() => nearer(1.5)}>
        <Icon name="plus" />
        <span class="unseen">Nearer</span>
      </button>
      <button type="button" title="All of it" disabled={sight.zoom <= 1} onClick={() => onSight(wholeSight)}>
        <Icon name="fit" />
        <span class="unseen">All of it</span>
      </button>
    </div>
  )
}
