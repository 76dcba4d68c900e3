import { placementTitle, platforms, type Placement } from '../../shared/platforms.ts'
import { shownFile } from '../state/bench.ts'
import { downloadMade, saveMade } from '../state/made.ts'
import {
  commonPoint,
  foundPoint,
  guidesShown,
  placeOfFile,
  placeShown,
  pointsOf,
  setPlacePoint,
} from '../state/places.ts'
import type { Made, Preview } from '../state/preview.ts'
import { session } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { bytesWords, typeName } from '../ui/figures.tsx'
import { PostFrame } from './post-frame.tsx'
import { Stage } from '../ui/stage.tsx'
import { hasPoint, SocialOverlay } from './social-overlay.tsx'
import type { ToolPartProps } from './tool-views.ts'

interface Placed {
  placement: Placement
  made: Made
}

/** The picture in hand, and every place as it will look there. */
export function SocialResult({ values, onSet, preview }: ToolPartProps & { preview: Preview }) {
  const held = shownFile.value
  const { made, fresh, state, notes } = preview
  const placed = made.flatMap((each): Placed[] => {
    const placement = placeOfFile(each.file.name)
    return placement ? [{ placement, made: each }] : []
  })
  const isOf = (words: string, placement: Placement) => words.startsWith(`${placementTitle(placement)}: `)
  // What is said of one place stands with it.
  const others = notes.filter((words) => !placed.some(({ placement }) => isOf(words, placement)))
  const saidOf = (placement: Placement) =>
    notes.flatMap((words) =>
      isOf(words, placement) ? [words.slice(placementTitle(placement).length + 2)] : [],
    )
  const stale = state === 'working' || !fresh
  const bytes = made.reduce((sum, { file }) => sum + file.size, 0)
  return (
    <div class="social">
      {held?.seen && (
        <div class="social-source">
          <Stage
            before={held.seen}
            after={null}
            alt={held.file.name}
            busy={state === 'working'}
            overlayOn="before"
            overlay={
              hasPoint(values)
                ? (view) => <SocialOverlay view={view} file={held} values={values} onSet={onSet} />
                : undefined
            }
          />
        </div>
      )}
      <div class="line social-bar">
        <p class="figures">
          <span class="figures-bytes">
            {made.length} {made.length === 1 ? 'file' : 'files'}
          </span>
          <span>{bytesWords(bytes)}</span>
        </p>
        <label class="guides-switch">
          <input
            type="checkbox"
            checked={guidesShown.value}
            onChange={(event) => (guidesShown.value = event.currentTarget.checked)}
          />
          Guides
        </label>
      </div>
      {guidesShown.value && (
        <p class="help">
          Inside the dashed line nothing is covered or cut off. Hatched is what the network lays over the
          picture, about there.
        </p>
      )}
      {others.length > 0 && (
        <ul class="made-notes" aria-label="What was done">
          {others.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <ul class="place-cards" aria-label="Places">
        {placed.map((each) => (
          <Place
            key={each.made.file.name}
            {...each}
            {...{ values, onSet, stale }}
            said={saidOf(each.placement)}
          />
        ))}
      </ul>
    </div>
  )
}

function warnings({ size, confidence, maxBytes, note }: Placement): string[] {
  return [
    ...(note ? [note] : []),
    ...(maxBytes === null ? ['How many bytes it takes is not known.'] : []),
    ...(confidence === 'unk' ? [`${size.width} × ${size.height} is not known for certain.`] : []),
  ]
}

interface PlaceProps extends Placed, ToolPartProps {
  /** What the tool has to say of it. */
  said: readonly string[]
  stale: boolean
}

function Place({ placement, made, said, values, onSet, stale }: PlaceProps) {
  const { id, title, size, maxBytes } = placement
  const named = placementTitle(placement)
  const own = pointsOf(values).has(id)
  const setting = placeShown.value === id
  const shape = size.width / size.height
  const setOwn = async () => {
    const seen = shownFile.peek()?.seen
    if (!own && seen) {
      const start = commonPoint(values) ?? (await foundPoint(seen, placement))
      setPlacePoint(values, onSet, id, start)
    }
    placeShown.value = id
    document.querySelector('.social-source')?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <li class={shape > 2.2 ? 'place wide' : 'place'} data-set={setting || undefined}>
      {made.seen && (
        <PostFrame
          placement={placement}
          src={made.seen.src}
          alt={named}
          guides={guidesShown.value}
          busy={stale}
        />
      )}
      <h3>
        <span class="faint">{platforms[placement.platform]}</span> {title}
      </h3>
      <p class="place-figures">
        <span>
          {size.width} × {size.height}
        </span>
        <span>{typeName(made.file.type)}</span>
        <span title={maxBytes === null ? undefined : `At most ${bytesWords(maxBytes)}`}>
          {bytesWords(made.file.size)}
        </span>
      </p>
      {[...said, ...warnings(placement)].map((words) => (
        <p class="place-word" key={words}>
          {words}
        </p>
      ))}
      <div class="place-acts">
        <Button kind="plain" icon="download" bare onPress={() => void downloadMade([made])}>
          Download {named}
        </Button>
        {session.value === 'in' && (
          <Button kind="plain" icon="keep" bare onPress={() => void saveMade([made])}>
            Save {named} to the library
          </Button>
        )}
        {values['fit'] !== 'pad' && (
          <Button kind="plain" icon="cut" bare pressed={setting} onPress={() => void setOwn()}>
            {own ? `Move the point of ${named}` : `Another point for ${named}`}
          </Button>
        )}
        {own && (
          <Button
            kind="plain"
            icon="undo"
            bare
            onPress={() => {
              setPlacePoint(values, onSet, id, null)
              placeShown.value = null
            }}
          >
            {named} as all the others
          </Button>
        )}
      </div>
    </li>
  )
}
