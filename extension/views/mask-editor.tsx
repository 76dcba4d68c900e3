import { useEffect, useRef, useState } from 'preact/hooks'
import { boxOf, paint, type Mark } from '../state/mask.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { NumberInput } from '../ui/inputs.tsx'
import { Slider } from '../ui/slider.tsx'

interface Props {
  src: string
  width: number
  height: number
  marks: readonly Mark[]
  help?: string | undefined
  busy: boolean
  onMarks: (marks: readonly Mark[]) => void
  onUse: () => void
}

/** More pixels than this on a side are for printing, not for showing a brush. */
const largestShown = 1600
/** Share of the shorter side that an arrow key moves the brush. */
const keyStep = 0.04

/** A brush over a picture. By keyboard: arrows move the brush, Space paints; or a rectangle by numbers. */
export function MaskEditor({ src, width, height, marks, help, busy, onMarks, onUse }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const stroke = useRef<[number, number][] | null>(null)
  const [percent, setPercent] = useState(8)
  const [brush, setBrush] = useState<readonly [number, number] | null>(null)
  const scale = Math.min(1, largestShown / Math.max(width, height))
  const size = (percent / 100) * Math.min(width, height)

  const draw = (all: readonly Mark[]) => {
    const on = canvas.current?.getContext('2d')
    if (!on) return
    on.setTransform(scale, 0, 0, scale, 0, 0)
    on.clearRect(0, 0, width, height)
    paint(on, all, '#ff5a2e')
  }
  useEffect(() => draw(marks), [marks, width, height])

  const pointOf = (event: PointerEvent): [number, number] => {
    const box = canvas.current!.getBoundingClientRect()
    return [
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    ]
  }
  const markOf = (points: readonly (readonly [number, number])[]): Mark => ({
    kind: 'stroke',
    width: size,
    points: [...points],
  })
  const end = () => {
    if (!stroke.current) return
    onMarks([...marks, markOf(stroke.current)])
    stroke.current = null
  }
  const onKey = (event: KeyboardEvent) => {
    const step = keyStep * Math.min(width, height)
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }
    const [x, y] = brush ?? [width / 2, height / 2]
    const move = moves[event.key]
    if (move) {
      const next = [
        Math.min(width, Math.max(0, x + move[0])),
        Math.min(height, Math.max(0, y + move[1])),
      ] as const
      setBrush(next)
      // With Shift held the brush stays on the picture.
      if (event.shiftKey) onMarks([...marks, markOf([[x, y], next])])
    } else if (event.key === ' ') onMarks([...marks, markOf([[x, y]])])
    else return
    event.preventDefault()
  }

  return (
    <div class="stack">
      <div class="source-frame">
        <span class="masked" style={{ aspectRatio: `${width} / ${height}` }}>
          <img src={src} alt="The picture under the brush" draggable={false} />
          <canvas
            ref={canvas}
            width={Math.round(width * scale)}
            height={Math.round(height * scale)}
            tabIndex={0}
            role="application"
            aria-label="Paint over the part: arrow keys move the brush, Space paints, Shift with an arrow draws"
            onKeyDown={onKey}
            onBlur={() => setBrush(null)}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId)
              stroke.current = [pointOf(event)]
              draw([...marks, markOf(stroke.current)])
            }}
            onPointerMove={(event) => {
              if (!stroke.current) return
              stroke.current.push(pointOf(event))
              draw([...marks, markOf(stroke.current)])
            }}
            onPointerUp={end}
            onPointerCancel={end}
          />
          {brush && (
            <span
              class="brush"
              style={{
                left: `${(brush[0] / width) * 100}%`,
                top: `${(brush[1] / height) * 100}%`,
                width: `${(size / width) * 100}%`,
              }}
            />
          )}
        </span>
      </div>
      {help && <p class="help">{help}, then press “Use this part”.</p>}
      <Slider label="Brush" value={percent} min={1} max={40} step={1} unit="%" onSlide={setPercent} />
      <div class="button-row">
        <Button disabled={marks.length === 0} onPress={() => onMarks(marks.slice(0, -1))}>
          Undo
        </Button>
        <Button disabled={marks.length === 0} onPress={() => onMarks([])}>
          Clear
        </Button>
        <span class="grow">
          <Button kind="strong" icon="check" busy={busy} disabled={marks.length === 0} onPress={onUse}>
            Use this part
          </Button>
        </span>
      </div>
      <Disclosure label="A rectangle by numbers">
        <BoxByNumbers onBox={(box) => onMarks([...marks, boxOf(box, width, height)])} />
      </Disclosure>
    </div>
  )
}

const sides = { left: 'From the left', top: 'From the top', width: 'Width', height: 'Height' } as const
type Sides = Record<keyof typeof sides, number>

function BoxByNumbers({ onBox }: { onBox: (box: Sides) => void }) {
  const [box, setBox] = useState<Sides>({ left: 25, top: 25, width: 50, height: 50 })
  return (
    <div class="stack">
      <div class="two-columns">
        {(Object.keys(sides) as (keyof Sides)[]).map((side) => (
          <NumberInput
            key={side}
            label={sides[side]}
            value={box[side]}
            min={0}
            max={100}
            step={1}
            unit="%"
            onInput={(value) => setBox({ ...box, [side]: value ?? 0 })}
          />
        ))}
      </div>
      <Button onPress={() => onBox(box)}>Add this rectangle</Button>
    </div>
  )
}
