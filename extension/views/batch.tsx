import { useEffect, useRef } from 'preact/hooks'
import type { Batch } from '../batch/journal.ts'
import { sizeWords } from '../batch/words.ts'
import { cancel, doing } from '../state/batch-doing.ts'
import { clear, startBatch } from '../state/batch-open.ts'
import { startOver } from '../state/batch-run.ts'
import { addAssets, addFiles } from '../state/batch-take.ts'
import { batch, batches, changeBatch, counts, openBatch, tended } from '../state/batches.ts'
import { steps, tools } from '../state/chains.ts'
import { library } from '../state/library.ts'
import { session } from '../state/session.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { DropZone, useDrop } from '../ui/drop-zone.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AssetThumb } from './asset-thumb.tsx'
import { ChainBuilder } from './batch-chain.tsx'
import { BatchDock } from './batch-dock.tsx'
import { BatchGive } from './batch-give.tsx'
import { BatchItems } from './batch-items.tsx'
import { number, phaseOf, pictures, Standing, type Phase } from './batch-standing.tsx'

const accept =
  'image/*,.jxl,.heic,.heif,.tif,.tiff,.avif,.zip,application/zip,.csv,text/csv,.json,application/json'
const says =
  'JPEG, PNG, WebP, AVIF, GIF, TIFF, BMP, SVG, JPEG XL, HEIC; folders and ZIPs whole. A CSV or JSON list may say what is wanted of each. An address in it that your browser may not read is fetched by our server into your library, if you are signed in.'

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
