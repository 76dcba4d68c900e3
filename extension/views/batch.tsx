import { useEffect, useRef } from 'preact/hooks'
import type { Batch } from '../batch/journal.ts'
import { leftWords } from '../batch/time-left.ts'
import { sizeWords } from '../batch/words.ts'
import {
  addAssets,
  addFiles,
  beginAnother,
  cancel,
  clear,
  doing,
  downloadZip,
  pause,
  run,
  said,
  startBatch,
  startOver,
} from '../state/batch-work.ts'
import { batch, batches, changeBatch, counts, left, openBatch, shares, tended } from '../state/batches.ts'
import { faults, steps, tools } from '../state/chains.ts'
import { library } from '../state/library.ts'
import { session } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { Dock } from '../ui/dock.tsx'
import { DropZone, useDrop } from '../ui/drop-zone.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AssetThumb } from './asset-thumb.tsx'
import { ChainBuilder } from './batch-chain.tsx'
import { BatchGive } from './batch-give.tsx'
import { BatchItems } from './batch-items.tsx'

const accept =
  'image/*,.jxl,.heic,.heif,.tif,.tiff,.avif,.zip,application/zip,.csv,text/csv,.json,application/json'
const says =
  'JPEG, PNG, WebP, AVIF, GIF, TIFF, BMP, SVG, JPEG XL, HEIC; folders and ZIPs whole. A CSV or JSON list may say what is wanted of each.'

/** What stands on the screen: by what the batch is doing, whoever does it. */
type Phase = 'open' | 'running' | 'stopped' | 'done'

function phaseOf(now: Batch | null): Phase {
  if (doing.value?.what === 'running' || doing.value?.what === 'pausing') return 'running'
  if (!now || now.state === 'open') return 'open'
  if (now.state === 'done') return 'done'
  return now.state === 'running' && tended.value !== 'nobody' ? 'running' : 'stopped'
}

/** Many files through a row of tools. */
export function BatchView() {
  useEffect(() => void startBatch(), [])
  const all = batches.value
  const now = batch.value
  const phase = phaseOf(now)
  const takes = phase !== 'running' && !doing.value
  const { over, drop } = useDrop({
    onFiles: (files) => takes && void addFiles(files),
    onThing: (id) => takes && void addAssets([id]),
  })
  if (!all) return <Skeleton />
  return (
    <div class={over && takes ? 'batch over' : 'batch'} {...drop}>
      <main class="page batch-page">
        <header class="head">
          <h1>Batch</h1>
          <p>Many pictures through a row of tools, on this machine. Free, and nothing is uploaded.</p>
        </header>
        <OtherBatches />
        <div class="batch-columns">
          <div class="stack">
            <Standing now={now} phase={phase} />
            <Pictures phase={phase} over={over} />
          </div>
          <div class="stack">
            {phase !== 'running' && counts.value.done > 0 && <BatchGive />}
            {phase === 'open' || phase === 'stopped' ? (
              <>
                <ChainBuilder />
                <Names now={now} />
              </>
            ) : (
              <ChainSummary phase={phase} />
            )}
          </div>
        </div>
      </main>
      <BatchDock phase={phase} />
    </div>
  )
}

/** Those that are kept beside the one that is looked at. */
function OtherBatches() {
  const all = batches.value ?? []
  const now = batch.value
  if (all.length < 2 || doing.value) return null
  return (
    <nav class="batch-filters" aria-label="Batches">
      {all.map((each) => (
        <button
          key={each.id}
          type="button"
          aria-current={each.id === now?.id ? 'true' : undefined}
          aria-pressed={each.id === now?.id}
          onClick={() => void openBatch(each.id)}
        >
          {each.chain.title || each.title}
        </button>
      ))}
    </nav>
  )
}

const number = (count: number) => count.toLocaleString('en')
const pictures = (count: number) => `${number(count)} ${count === 1 ? 'picture' : 'pictures'}`

/** Where it stands: at work, interrupted, or through. */
function Standing({ now, phase }: { now: Batch | null; phase: Phase }) {
  const { done, failed, waiting, from, made } = counts.value
  const work = done + failed + waiting
  if (phase === 'running') {
    const started = [...shares.value.values()].reduce((sum, share) => sum + share, 0)
    const elsewhere = tended.value === 'elsewhere'
    return (
      <section class="card stack batch-standing" aria-label="Progress">
        <p class="batch-figure">
          <b>{number(done + failed)}</b> of {number(work)}
        </p>
        <Progress
          label="The whole batch"
          share={work === 0 ? 0 : Math.min(1, (done + failed + started) / work)}
        />
        <div class="line">
          <p class="faint">
            {doing.value?.what === 'pausing' ? doing.value.words : leftWords(left.value)}
            {elsewhere && ' · in another window'}
          </p>
          {failed > 0 && <p class="status badly">{number(failed)} set aside</p>}
        </div>
      </section>
    )
  }
  if (phase === 'stopped' && now)
    return (
      <Notice
        title={
          now.state === 'paused' && !now.stopped
            ? 'Paused'
            : `It stopped at ${number(done + failed)} of ${number(work)}`
        }
      >
        {now.stopped ??
          (now.state === 'paused'
            ? `${number(done + failed)} of ${number(work)} are through. It goes on whenever you like, also after the browser was closed.`
            : 'The window was closed, or the browser ended. Nothing is lost: it goes on with the first that is not done.')}
      </Notice>
    )
  if (phase === 'done' && done > 0)
    return (
      <section class="card stack batch-standing" aria-label="Result">
        <p class="batch-figure">
          <b>{number(done)}</b> {done === 1 ? 'picture is done' : 'pictures are done'}
        </p>
        <p>
          {sizeWords(from)} → <b>{sizeWords(made)}</b>
          {made < from && `, ${Math.floor((1 - made / from) * 100)} % smaller`}
        </p>
        {failed + waiting > 0 && (
          <p class="status badly">
            {[failed > 0 && `${number(failed)} set aside`, waiting > 0 && `${number(waiting)} not done yet`]
              .filter(Boolean)
              .join(' · ')}
          </p>
        )}
      </section>
    )
  return null
}

function Pictures({ phase, over }: { phase: Phase; over: boolean }) {
  const { all, bytes, missing, refused } = counts.value
  const now = batch.value
  const more = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const chosen = (event: { currentTarget: HTMLInputElement }) => {
    const files = [...(event.currentTarget.files ?? [])]
    event.currentTarget.value = ''
    if (files.length > 0) void addFiles(files)
  }
  const taking = doing.value?.what === 'taking' ? doing.value : null
  const cutShort = now && !doing.value && tended.value === 'nobody' ? now.expected - all : 0
  return (
    <section class="section" aria-labelledby="batch-files">
      <div class="line batch-head">
        <h2 id="batch-files">{headWords(all - refused - missing, bytes, missing)}</h2>
        {phase !== 'running' && !doing.value && (
          <span class="button-row">
            {all > 0 && (
              <>
                <Button icon="plus" onPress={() => more.current?.click()}>
                  Files
                </Button>
                <Button icon="folder" onPress={() => folder.current?.click()}>
                  Folder
                </Button>
              </>
            )}
            {now && (all > 0 || (batches.value?.length ?? 0) > 1) && (
              <Button kind="plain" bare icon="remove" onPress={() => void clear()}>
                Clear away
              </Button>
            )}
          </span>
        )}
      </div>
      {taking && (
        <div class="card stack">
          <div class="line">
            <p>{taking.words}</p>
            <Button kind="plain" onPress={cancel}>
              Stop
            </Button>
          </div>
          <Progress label="Taking in" share={taking.share} />
          <p class="faint">
            Each is copied to the disk of this browser: closing the window loses none that is here.
          </p>
        </div>
      )}
      {cutShort > 0 && (
        <Notice title={`${pictures(cutShort)} did not get here`} tone="calm">
          The window was closed while they were copied. Add the same files again: only those that are missing
          are taken.
        </Notice>
      )}
      {all === 0 && !taking ? (
        <DropZone
          title="Drop pictures, folders or a ZIP"
          {...{ says, accept, over }}
          several
          folders
          onFiles={(files) => void addFiles(files)}
        />
      ) : (
        all > 0 && <BatchItems />
      )}
      {phase !== 'running' && !doing.value && session.value === 'in' && <FromLibrary />}
      <input
        ref={more}
        hidden
        type="file"
        multiple
        accept={accept}
        aria-label="More files"
        onChange={chosen}
      />
      <input
        ref={folder}
        hidden
        type="file"
        multiple
        aria-label="A further folder"
        {...{ webkitdirectory: true }}
        onChange={chosen}
      />
    </section>
  )
}

const headWords = (here: number, bytes: number, missing: number) =>
  [
    here > 0 ? `${pictures(here)} · ${sizeWords(bytes)}` : 'Pictures',
    missing > 0 && `${number(missing)} asked for by a list`,
  ]
    .filter(Boolean)
    .join(' · ')

function FromLibrary() {
  const assets = (library.now.value.value ?? []).filter(({ kind }) => kind === 'image')
  if (assets.length === 0) return null
  return (
    <Disclosure label="From your library" aside={number(assets.length)}>
      <div class="line">
        <p class="faint">A press takes one in.</p>
        <Button onPress={() => void addAssets(assets.map(({ id }) => id))}>Take all</Button>
      </div>
      <ul class="thumbs" aria-label="From your library">
        {assets.map((asset) => (
          <li key={asset.id}>
            <AssetThumb asset={asset} onPress={() => void addAssets([asset.id])} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

/** What they are called when they are handed over. */
function Names({ now }: { now: Batch | null }) {
  if (!now) return null
  const words = [
    ['{name}', 'hat'],
    ['{tool}', steps.value.map(({ tool }) => tool).join('-') || 'tool'],
    ['{n}', '001'],
  ] as const
  const example = words.reduce(
    (text, [piece, word]) => text.replaceAll(piece, word),
    now.pattern.trim() || '{name}',
  )
  return (
    <TextInput
      label="Names"
      value={now.pattern}
      max={120}
      help={`{name} is the picture’s own, {tool} what was done, {n} its number. “hat.jpg” becomes “${example}”, with the ending of its type.`}
      onInput={(pattern) => void changeBatch(now.id, { pattern })}
    />
  )
}

function ChainSummary({ phase }: { phase: Phase }) {
  const known = tools.value
  return (
    <section class="section" aria-labelledby="chain-head">
      <h2 id="chain-head">What is done with each</h2>
      <ol class="chain still">
        {steps.value.map((step, at) => (
          <li key={`${at}-${step.tool}`} class="chain-step">
            <span class="chain-title">{known?.[step.tool]?.title ?? step.tool}</span>
          </li>
        ))}
      </ol>
      {phase === 'done' && !doing.value && (
        <Button icon="again" onPress={() => void startOver()}>
          Change it and do all again
        </Button>
      )}
    </section>
  )
}

function BatchDock({ phase }: { phase: Phase }) {
  const count = counts.value
  const word = said.value
  const wrong = phase === 'open' || phase === 'stopped' ? faults() : []
  const status = word?.words ?? statusWords(phase, count)
  const tone = word ? (word.well ? 'well' : 'badly') : 'calm'
  if (doing.value?.what === 'taking' || doing.value?.what === 'giving')
    return (
      <Dock status={doing.value.what === 'taking' ? 'Taking in' : doing.value.words}>
        {doing.value.what === 'giving' && (
          <>
            <Progress label={doing.value.words} share={doing.value.share} />
            <Button onPress={cancel}>Stop</Button>
          </>
        )}
      </Dock>
    )
  if (phase === 'running')
    return (
      <Dock
        status={
          doing.value?.what === 'pausing'
            ? 'Pausing'
            : 'At work. It goes on where it stopped if this window closes.'
        }
      >
        <div class="button-row">
          <Button kind="strong" icon="pause" busy={doing.value?.what === 'pausing'} onPress={pause}>
            Pause
          </Button>
          <Button icon="close" onPress={cancel}>
            Cancel
          </Button>
        </div>
      </Dock>
    )
  const ready = count.waiting > 0 && wrong.length === 0
  const fault = steps.value.length > 0 ? wrong[0] : undefined
  return (
    <Dock status={fault ?? status} tone={fault ? 'badly' : tone} id="batch-status">
      <div class="button-row">
        {phase === 'done' && (
          <Button icon="plus" onPress={() => void beginAnother()}>
            Another batch
          </Button>
        )}
        {phase === 'done' && count.waiting === 0 ? (
          count.done > 0 && (
            <Button kind="primary" icon="download" onPress={() => void downloadZip()}>
              Download ZIP
            </Button>
          )
        ) : (
          <Button
            kind="primary"
            icon="play"
            disabled={!ready}
            describedBy="batch-status"
            onPress={() => void run()}
          >
            {startWords(phase, count.waiting)}
          </Button>
        )}
      </div>
    </Dock>
  )
}

const startWords = (phase: Phase, waiting: number) => {
  if (phase === 'stopped' || phase === 'done') return 'Go on where it stopped · free'
  return waiting > 0 ? `Start ${pictures(waiting)} · free` : 'Start · free'
}

function statusWords(phase: Phase, { waiting, all, missing }: typeof counts.value): string {
  if (phase === 'done') return waiting > 0 ? 'Stopped before the end' : 'Done'
  if (all === 0) return 'Add pictures to begin'
  if (missing > 0 && waiting === 0) return 'The list asks for files that are not here: add them'
  if (waiting === 0) return 'Nothing waits: add pictures'
  return steps.value.length === 0 ? 'Add a tool: what is to be done with each?' : 'Ready'
}
