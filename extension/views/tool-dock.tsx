import { useEffect, useState } from 'preact/hooks'
import { bench, currentStep, wanted } from '../state/bench.ts'
import { faceOf } from '../state/faces.ts'
import { handed, handing, insert } from '../state/insertion.ts'
import {
  copyMade,
  downloadMade,
  forgetHanding,
  goOnWithMade,
  handingMade,
  pieceOfMade,
  saveMade,
} from '../state/made.ts'
import { look, noun, pageView } from '../state/place.ts'
import { isShownLive, makeNow, preview, stopMaking } from '../state/preview.ts'
import { timeWords } from '../state/progress.ts'
import { session } from '../state/session.ts'
import { offSentence } from '../state/switches.ts'
import { isToolId } from '../tools/tool.ts'
import { Button } from '../ui/button.tsx'
import { Clock } from '../ui/clock.tsx'
import { Dock } from '../ui/dock.tsx'
import { Progress } from '../ui/progress.tsx'

/** Work longer than this shows how far it is, and can be stopped (milliseconds). */
const longMs = 900

/** What must be in hand before anything can be made; null where that is so. */
function lackWords(): string | null {
  const { files, shown } = bench.value
  const { min, max } = wanted()
  if (files.length < min) return min > 1 ? `Choose at least ${min} pictures` : 'Choose a picture first'
  const unread = (max > 1 ? files : files.slice(shown, shown + 1)).find(({ trouble }) => trouble)
  if (!unread) return null
  return files.length > 1 ? `Put ${unread.file.name} away to go on` : 'Choose another picture'
}

/** What is going on, and where the result goes: to the downloads first, free. */
export function ToolDock() {
  const { state, made, fresh, missing, trouble } = preview.value
  const { busy, said, went, saved } = handingMade.value
  const [waiting, setWaiting] = useState(false)
  const live = isShownLive()
  const { steps } = bench.value
  const last = steps.at(-1)
  const face = last && isToolId(last.tool) ? faceOf(last.tool) : null
  const [first] = made
  const piece = first ? pieceOfMade(first) : null
  const key = first?.file

  // What was said of the last result is not said of this one.
  useEffect(() => void forgetHanding(), [key])
  useEffect(() => void look(), [])
  useEffect(() => {
    // What was stopped or has failed is not waited for.
    if (!waiting || (state === 'working' && !fresh)) return
    setWaiting(false)
    if (fresh) void downloadMade(made)
  }, [waiting, fresh, state])
  const downloadLater = () => {
    setWaiting(true)
    if (state !== 'working') makeNow()
  }

  const lacks = lackWords()
  const inserted = handing.value.key === piece?.key ? handing.value : null
  const status = trouble ?? (said || inserted?.said || '')
  const idle = lacks ?? (missing ? `Still missing: ${missing}` : state === 'working' ? 'Working on it' : '')
  const how = said ? went : inserted?.said ? inserted.went : 'calm'
  const tone = trouble !== null ? 'badly' : how
  const make = !live && !(fresh && made.length > 0)
  const ready = fresh && made.length > 0
  const isSaved = saved !== null && saved === made.findLast((each) => pieceOfMade(each))?.file
  return (
    <Dock status={status || idle} tone={status ? tone : 'calm'}>
      {state === 'working' && <Working />}
      <div class="button-row">
        <span class="grow">
          {make ? (
            <Button
              kind="primary"
              busy={state === 'working'}
              disabled={Boolean(lacks ?? missing)}
              onPress={makeNow}
            >
              {`${face?.verb ?? 'Make it'} · free`}
            </Button>
          ) : (
            <Button
              kind="primary"
              busy={busy === 'download' || waiting}
              disabled={Boolean(lacks ?? missing) || state === 'failed'}
              onPress={() => (ready ? void downloadMade(made) : downloadLater())}
            >
              {made.length > 1 ? `Download ZIP of ${made.length} · free` : 'Download · free'}
            </Button>
          )}
        </span>
        {ready && first?.seen && (
          <Button icon="copy" bare busy={busy === 'copy'} onPress={() => void copyMade(first)}>
            Copy
          </Button>
        )}
        {ready && first && session.value === 'in' && piece && (
          <Button
            icon={isSaved ? 'check' : 'keep'}
            bare
            busy={busy === 'save'}
            disabled={isSaved}
            onPress={() => void saveMade(made)}
          >
            {made.length > 1 ? 'Save all to the library' : 'Save to library'}
          </Button>
        )}
        {ready && first?.seen && (
          <Button icon="on" bare onPress={goOnWithMade}>
            Go on with the result
          </Button>
        )}
      </div>
      {ready &&
        piece &&
        (piece.kind === 'image' || piece.kind === 'video') &&
        pageView.value?.spot &&
        !offSentence.value && (
          <Button
            kind={piece.key in handed.value ? 'quiet' : 'strong'}
            busy={handing.value.busy === 'insert'}
            onPress={() => {
              forgetHanding()
              void insert(piece, { title: null, text: null })
            }}
          >
            {piece.key in handed.value ? 'Insert again' : `Insert into ${noun.value}`}
          </Button>
        )}
      {currentStep.value && !ready && !lacks && state === 'idle' && !live && (
        <p class="faint">Made on this machine; nothing is uploaded.</p>
      )}
    </Dock>
  )
}

/** How far it is, once it takes longer than a moment. */
function Working() {
  const { share, startedAt } = preview.value
  return (
    <Clock>
      {(now) =>
        now - startedAt < longMs ? null : (
          <div class="working">
            <Progress label="Working on it" share={share} />
            <span class="faint">{timeWords((now - startedAt) / 1000)}</span>
            <Button kind="plain" onPress={stopMaking}>
              Cancel
            </Button>
          </div>
        )
      }
    </Clock>
  )
}
