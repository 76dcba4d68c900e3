import { useEffect, useRef, useState } from 'preact/hooks'
import { sizeWords } from '../batch/words.ts'
import type { Item } from '../batch/journal.ts'
import { counts, inOrder, shares } from '../state/batches.ts'
import { doing } from '../state/batch-doing.ts'
import { leaveOut } from '../state/batch-run.ts'
import { Button } from '../ui/button.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Progress } from '../ui/progress.tsx'

/** Pixels of a row: all are alike, so that a list of thousands is drawn as far as it is seen. */
const rowHeights = { wide: 58, narrow: 86 }
/** Below this a reason takes more lines than one. */
const narrow = 480
/** Drawn beyond the edges, so that nothing is white while it moves. */
const beyond = 6

const looks: Record<Item['state'], { icon: IconName; words: string }> = {
  waiting: { icon: 'picture', words: 'Waiting' },
  done: { icon: 'check', words: 'Done' },
  failed: { icon: 'warn', words: 'Failed' },
  refused: { icon: 'warn', words: 'Not taken' },
  missing: { icon: 'search', words: 'Not here yet' },
}

const filters = ['all', 'waiting', 'done', 'failed', 'refused', 'missing'] as const
type Filter = (typeof filters)[number]

const filterWords: Record<Filter, string> = {
  all: 'All',
  waiting: 'Waiting',
  done: 'Done',
  failed: 'Failed',
  refused: 'Not taken',
  missing: 'Not here yet',
}

/** Every file of the batch with what becomes of it. */
export function BatchItems() {
  const [wanted, setWanted] = useState<Filter>('all')
  const count = counts.value
  // What was looked at may have emptied meanwhile.
  const filter = count[wanted] > 0 ? wanted : 'all'
  const rows = filter === 'all' ? inOrder.value : inOrder.value.filter(({ state }) => state === filter)
  const there = filters.filter((each) => each === 'all' || count[each] > 0)
  return (
    <div class="stack">
      {there.length > 2 && (
        <div class="batch-filters" role="group" aria-label="Which files are shown">
          {there.map((each) => (
            <button key={each} type="button" aria-pressed={each === filter} onClick={() => setWanted(each)}>
              {filterWords[each]} <b>{count[each].toLocaleString('en')}</b>
            </button>
          ))}
        </div>
      )}
      <Rows key={filter} rows={rows} />
    </div>
  )
}

function Rows({ rows }: { rows: readonly Item[] }) {
  const box = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 480, width: narrow })
  useEffect(() => {
    const view = box.current
    if (!view) return
    const look = () => setSeen({ top: view.scrollTop, height: view.clientHeight, width: view.clientWidth })
    const watch = new ResizeObserver(look)
    watch.observe(view)
    look()
    return () => watch.disconnect()
  }, [])
  const rowHeight = seen.width < narrow ? rowHeights.narrow : rowHeights.wide
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - beyond)
  const last = Math.min(rows.length, Math.ceil((seen.top + seen.height) / rowHeight) + beyond)
  return (
    <div
      class="batch-rows"
      ref={box}
      style={{ '--rows': rows.length, '--row': `${rowHeight}px` }}
      role="region"
      aria-label="Files of the batch"
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop: top, clientHeight: height, clientWidth: width } = event.currentTarget
        setSeen({ top, height, width })
      }}
    >
      <ul style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(first, last).map((item, i) => (
          <li
            key={item.n}
            class={`batch-row ${item.state}`}
            style={{ transform: `translateY(${(first + i) * rowHeight}px)` }}
            aria-setsize={rows.length}
            aria-posinset={first + i + 1}
          >
            <Row item={item} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Row({ item }: { item: Item }) {
  const share = item.state === 'waiting' ? shares.value.get(item.n) : undefined
  const { icon, words } = looks[item.state]
  const path = item.folder ? `${item.folder}/` : ''
  return (
    <>
      <span class="batch-state">
        <Icon name={icon} />
        <span class="unseen">{share === undefined ? words : 'In work'}</span>
      </span>
      <span class="batch-name">
        <span class="clipped" title={path + item.name}>
          {path && <span class="batch-folder">{path}</span>}
          {item.name}
        </span>
        {share === undefined ? <RowWords item={item} /> : <Progress label={item.name} share={share} />}
      </span>
      <span class="batch-size">
        <Sizes item={item} />
      </span>
      {!doing.value && item.state !== 'done' && (
        <Button kind="plain" bare icon="close" onPress={() => void leaveOut([item])}>
          {`Leave out ${item.name}`}
        </Button>
      )}
    </>
  )
}

function RowWords({ item }: { item: Item }) {
  const { reason, notes, as, line, made } = item
  const several = made.length > 1 ? `${made.length} files` : ''
  const words = reason ?? ([several, ...notes].filter(Boolean).join(' · ') || (as ? `as ${as}` : ''))
  if (!words && line === null) return null
  const all = words || `By line ${line} of the list`
  return (
    <span class={reason ? 'batch-words badly' : 'batch-words'} title={all}>
      {all}
    </span>
  )
}

function Sizes({ item }: { item: Item }) {
  if (item.bytes === 0) return null
  if (item.state !== 'done') return <>{sizeWords(item.bytes)}</>
  const after = item.made.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <>
      <span class="faint">{sizeWords(item.bytes)} →</span> {sizeWords(after)}
    </>
  )
}
