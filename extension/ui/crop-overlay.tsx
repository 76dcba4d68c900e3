import { useRef } from 'preact/hooks'
import { arrowOf } from './arrow-keys.ts'
import { handles, movedBox, pulledBox, type Box, type Handle } from './crop-box.ts'
import type { StageView } from './pane.tsx'
import type { Point } from './sight.ts'

interface Props {
  view: StageView
  box: Box
  /** Width by height in pixels, where the part is to keep a shape. */
  ratio: number | null
  onChange: (box: Box) => void
}

const rows = { '-1': 'Top', '0': '', '1': 'Bottom' } as const
const columns = { '-1': 'left', '0': '', '1': 'right' } as const
const nameOf = ({ x, y }: Handle) => {
  const words = `${rows[y]} ${columns[x]}`.trim()
  const name = words.charAt(0).toUpperCase() + words.slice(1)
  return x !== 0 && y !== 0 ? `${name} corner` : `${name} edge`
}

/** Pixels of the picture that an arrow moves; with Shift. */
const steps = { plain: 1, wide: 10 }

const count = (pixels: number) => Math.round(pixels).toLocaleString('en')

/** The part of a picture that is kept: moved and pulled by hand, or with the arrows (Shift: ten pixels at once). */
export function CropOverlay({ view, box, ratio, onChange }: Props) {
  const grip = useRef<{ id: number; handle: Handle | null; box: Box; from: Point } | null>(null)
  const { width, height, toScreen, under } = view
  const shape = ratio === null ? null : (ratio * height) / width
  const least = { width: Math.min(1, 1 / width), height: Math.min(1, 1 / height) }
  const start = toScreen({ x: box.x * width, y: box.y * height })
  const end = toScreen({ x: (box.x + box.width) * width, y: (box.y + box.height) * height })
  const frame = placed(start, end)
  const size = `${count(box.width * width)} x ${count(box.height * height)}`

  const shareUnder = (event: PointerEvent): Point => {
    const { x, y } = under(event)
    return { x: x / width, y: y / height }
  }
  const take = (handle: Handle | null) => (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    event.currentTarget.focus()
    grip.current = { id: event.pointerId, handle, box, from: shareUnder(event) }
  }
  const move = (event: PointerEvent) => {
    const held = grip.current
    if (held?.id !== event.pointerId) return
    event.stopPropagation()
    const to = shareUnder(event)
    const by = { x: to.x - held.from.x, y: to.y - held.from.y }
    onChange(
      held.handle
        ? pulledBox(held.box, held.handle, edgeAfter(held.box, held.handle, by), shape, least)
        : movedBox(held.box, by),
    )
  }
  const leave = () => (grip.current = null)
  const press = (handle: Handle | null) => (event: KeyboardEvent) => {
    const arrow = arrowOf(event)
    if (!arrow) return
    const pixels = event.shiftKey ? steps.wide : steps.plain
    const by = { x: (arrow.x * pixels) / width, y: (arrow.y * pixels) / height }
    onChange(handle ? pulledBox(box, handle, edgeAfter(box, handle, by), shape, least) : movedBox(box, by))
  }
  const by = (handle: Handle | null) => ({
    onPointerDown: take(handle),
    onPointerMove: move,
    onPointerUp: leave,
    onPointerCancel: leave,
    onKeyDown: press(handle),
  })

  return (
    <div class="crop" role="group" aria-label="Part that is kept">
      <CropShade view={view} box={box} />
      <div class="crop-frame" style={frame}>
        <button
          type="button"
          class="crop-part"
          aria-label={`${size} pixels, ${count(box.x * width)} from the left, ${count(box.y * height)} from the top. Arrows move it, with Shift further.`}
          {...by(null)}
        >
          <span class="crop-size" aria-hidden="true">
            {size}
          </span>
        </button>
        {handles.map((handle) => (
          <button
            key={nameOf(handle)}
            type="button"
            class={handle.x !== 0 && handle.y !== 0 ? 'crop-grip corner' : 'crop-grip edge'}
            style={{
              left: `${(handle.x + 1) * 50}%`,
              top: `${(handle.y + 1) * 50}%`,
              cursor: cursorOf(handle),
            }}
            aria-label={`${nameOf(handle)}: arrows pull it`}
            {...by(handle)}
          />
        ))}
      </div>
      <output class="unseen">{size} pixels</output>
    </div>
  )
}

/** Darkens what of a picture is outside of a part of it. */
export function CropShade({ view, box }: { view: StageView; box: Box }) {
  const { width, height, scale, toScreen } = view
  const part = {
    left: `${box.x * width * scale}px`,
    top: `${box.y * height * scale}px`,
    width: `${box.width * width * scale}px`,
    height: `${box.height * height * scale}px`,
  }
  return (
    <div class="crop-shade" style={placed(toScreen({ x: 0, y: 0 }), toScreen({ x: width, y: height }))}>
      <span style={part} />
    </div>
  )
}

const placed = (start: Point, end: Point) => ({
  left: `${start.x}px`,
  top: `${start.y}px`,
  width: `${end.x - start.x}px`,
  height: `${end.y - start.y}px`,
})

/** Where a corner or edge is once it has been moved. */
const edgeAfter = (box: Box, { x, y }: Handle, by: Point): Point => ({
  x: box.x + (x > 0 ? box.width : 0) + by.x,
  y: box.y + (y > 0 ? box.height : 0) + by.y,
})

const cursorOf = ({ x, y }: Handle) =>
  x === 0 ? 'ns-resize' : y === 0 ? 'ew-resize' : x === y ? 'nwse-resize' : 'nesw-resize'
