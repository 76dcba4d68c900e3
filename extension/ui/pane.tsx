import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { placeOf, pulled, steadied, wholeSight, zoomedAt } from './sight.ts'
import type { Placed, Point, Sight, Size } from './sight.ts'

/** A picture to be looked at: where it lies, and its true size in pixels, also where a smaller copy stands for it. */
export interface Shown extends Size {
  src: string
}

/** Where the picture under an overlay stands now. */
export interface StageView extends Size {
  /** Pixels of the stage to one of the picture. */
  scale: number
  /** From the picture's pixels to the stage's, and back. */
  toScreen(point: Point): Point
  toPicture(point: Point): Point
  /** The picture's pixel under a pointer. */
  under(event: { clientX: number; clientY: number }): Point
}

interface Props {
  picture: Shown
  alt: string
  sight: Sight
  onSight: (next: Sight) => void
  busy: boolean
  /** Stands in a corner. */
  word?: string
  overlay?: ((view: StageView) => ComponentChildren) | undefined
  onSize?: (size: Size) => void
  /** Lies over the picture, left of a line that can be moved. */
  under?: Shown
  /** Percent from the left. */
  split?: number
  onSplit?: (percent: number) => void
}

const keyZoom = 1.25
/** Share of the pane that an arrow key moves the picture. */
const keyPull = 0.1

/** One picture in a frame: wheel, two fingers and keys bring it nearer, the hand moves it. */
export function Pane(props: Props) {
  const { picture, alt, sight, onSight, busy, word, overlay, onSize, under, split = 50, onSplit } = props
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const now = useRef({ sight, size, picture })
  now.current = { sight, size, picture }

  useEffect(() => {
    const box = frame.current
    if (!box) return
    const measure = () => {
      const next = { width: box.clientWidth, height: box.clientHeight }
      setSize(next)
      onSize?.(next)
    }
    const watch = new ResizeObserver(measure)
    watch.observe(box)
    // By hand, since a listener may stop the page from scrolling only where it says so.
    const wheel = (event: WheelEvent) => {
      const { sight, size, picture } = now.current
      const scrolls = document.documentElement.scrollHeight > innerHeight
      if (scrolls && !event.ctrlKey && sight.zoom === 1) return
      event.preventDefault()
      const times = Math.exp(-event.deltaY / (event.ctrlKey ? 120 : 400))
      onSight(zoomedAt(size, picture, sight, times, pointIn(box, event)))
    }
    box.addEventListener('wheel', wheel, { passive: false })
    measure()
    return () => {
      watch.disconnect()
      box.removeEventListener('wheel', wheel)
    }
  }, [])

  const seen = size.width > 0 ? steadied(size, picture, sight) : wholeSight
  const place = placeOf(size.width > 0 ? size : { width: 1, height: 1 }, picture, seen)
  const hand = useHand({ frame, size, picture, sight: seen, onSight, ...(onSplit && { onSplit }) })

  const onKey = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const middle = { x: size.width / 2, y: size.height / 2 }
    const near = (times: number) => onSight(zoomedAt(size, picture, seen, times, middle))
    const pull = (x: number, y: number) =>
      onSight(pulled(size, picture, seen, { x: x * size.width * keyPull, y: y * size.height * keyPull }))
    const acts: Record<string, () => void> = {
      '+': () => near(keyZoom),
      '=': () => near(keyZoom),
      '-': () => near(1 / keyZoom),
      '0': () => onSight(wholeSight),
      '1': () => near(1 / place.scale),
      ArrowLeft: () => pull(1, 0),
      ArrowRight: () => pull(-1, 0),
      ArrowUp: () => pull(0, 1),
      ArrowDown: () => pull(0, -1),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  return (
    <div
      class={seen.zoom > 1 ? 'pane near' : 'pane'}
      ref={frame}
      tabIndex={0}
      role="group"
      aria-label={`${word ? `${word}. ` : ''}Plus and minus bring it nearer, 0 shows all of it, 1 its true pixels, arrows move it.`}
      onKeyDown={onKey}
      {...hand}
    >
      <Layer {...{ picture, place, alt }} clip={under ? `inset(0 0 0 ${split}%)` : undefined} />
      {under && (
        <Layer
          picture={under}
          alt=""
          place={placeOver(under, picture, place)}
          clip={`inset(0 ${100 - split}% 0 0)`}
        />
      )}
      {under && onSplit && <SplitLine split={split} onSplit={onSplit} />}
      {word && <span class="compare-word">{word}</span>}
      {overlay && size.width > 0 && (
        <div class="stage-overlay">{overlay(viewOf(frame.current, picture, place))}</div>
      )}
      {busy && <span class="pane-busy" aria-hidden="true" />}
    </div>
  )
}

/** One picture may stand for another of the same shape and another size. */
const placeOver = (picture: Size, over: Size, { left, top, scale }: Placed): Placed => ({
  left,
  top,
  scale: (scale * over.width) / picture.width,
})

interface LayerProps {
  picture: Shown
  place: Placed
  alt: string
  clip: string | undefined
}

function Layer({ picture, place, alt, clip }: LayerProps) {
  const { left, top, scale } = place
  const box = {
    left: `${left}px`,
    top: `${top}px`,
    width: `${picture.width * scale}px`,
    height: `${picture.height * scale}px`,
  }
  return (
    <div class="layer" style={{ clipPath: clip }}>
      <span class="squares" style={box} />
      <img
        class={scale > 3 ? 'pixels' : undefined}
        src={picture.src}
        alt={alt}
        style={box}
        draggable={false}
        decoding="async"
      />
    </div>
  )
}

function SplitLine({ split, onSplit }: { split: number; onSplit: (percent: number) => void }) {
  return (
    <>
      <span class="compare-word" aria-hidden="true">
        Before
      </span>
      <span class="compare-word right" aria-hidden="true">
        After
      </span>
      <label class="split-line" style={{ left: `${split}%` }}>
        <span class="split-grip" />
        <input
          type="range"
          class="unseen"
          min={0}
          max={100}
          value={split}
          aria-label="How much is shown as it was"
          aria-valuetext={`${split} % before`}
          onInput={(event) => onSplit(event.currentTarget.valueAsNumber)}
        />
      </label>
    </>
  )
}

function pointIn(box: Element | null, event: { clientX: number; clientY: number }): Point {
  const { left = 0, top = 0 } = box?.getBoundingClientRect() ?? {}
  return { x: event.clientX - left, y: event.clientY - top }
}

function viewOf(box: Element | null, { width, height }: Size, { left, top, scale }: Placed): StageView {
  const toPicture = ({ x, y }: Point) => ({ x: (x - left) / scale, y: (y - top) / scale })
  return {
    width,
    height,
    scale,
    toScreen: ({ x, y }) => ({ x: left + x * scale, y: top + y * scale }),
    toPicture,
    under: (event) => toPicture(pointIn(box, event)),
  }
}

interface HandProps {
  frame: { current: HTMLDivElement | null }
  size: Size
  picture: Size
  sight: Sight
  onSight: (next: Sight) => void
  onSplit?: (percent: number) => void
}

/** Pointers on the pane: one pulls the picture or moves the line, two bring it nearer. */
function useHand({ frame, size, picture, sight, onSight, onSplit }: HandProps) {
  const down = useRef(new Map<number, Point>())
  const onLine = useRef(false)
  const lift = (event: PointerEvent) => {
    down.current.delete(event.pointerId)
    onLine.current = false
  }
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || event.defaultPrevented) return
      const grip = event.target instanceof Element && event.target.closest('.split-line') !== null
      onLine.current = onSplit !== undefined && (grip || sight.zoom === 1)
      down.current.set(event.pointerId, pointIn(frame.current, event))
      frame.current?.setPointerCapture(event.pointerId)
      if (grip) event.preventDefault()
      if (onLine.current && grip) frame.current?.querySelector('input')?.focus()
    },
    onPointerMove(event: PointerEvent) {
      const last = down.current.get(event.pointerId)
      if (!last) return
      const point = pointIn(frame.current, event)
      down.current.set(event.pointerId, point)
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
      if (other) {
        const apart = (to: Point) => Math.hypot(to.x - other.x, to.y - other.y)
        const middle = { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 }
        const moved = pulled(size, picture, sight, { x: (point.x - last.x) / 2, y: (point.y - last.y) / 2 })
        onSight(zoomedAt(size, picture, moved, apart(point) / Math.max(1, apart(last)), middle))
      } else if (onLine.current)
        onSplit?.(Math.round(Math.min(100, Math.max(0, (point.x / size.width) * 100))))
      else if (sight.zoom > 1)
        onSight(pulled(size, picture, sight, { x: point.x - last.x, y: point.y - last.y }))
    },
    onPointerUp: lift,
    onPointerCancel: lift,
  }
}
