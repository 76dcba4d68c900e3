import { useState } from 'preact/hooks'

interface Picture {
  src: string
  width: number
  height: number
}

interface Props {
  before: Picture
  after: Picture
  alt: string
}

/** Within this the two are of the same shape, and lie over each other. */
const sameShape = 0.02

/** A changed picture over the one it was made of: a line between them where both have one shape, else one at a time. */
export function BeforeAfter({ before, after, alt }: Props) {
  const [split, setSplit] = useState(50)
  const [old, setOld] = useState(false)
  const shapes = before.width / before.height / (after.width / after.height)
  if (Math.abs(shapes - 1) > sameShape) {
    const shown = old ? before : after
    return (
      <div class="one-at-a-time">
        <img {...shown} alt={old ? `${alt}, before` : alt} draggable={false} />
        <button type="button" class="flip" aria-pressed={old} onClick={() => setOld(!old)}>
          Show it as it was
        </button>
      </div>
    )
  }
  const { width, height } = after
  return (
    <div class="compare" style={{ '--split': `${split}%`, aspectRatio: `${width} / ${height}` }}>
      <img class="compare-after" src={after.src} alt={alt} draggable={false} />
      <img class="compare-before" src={before.src} alt="" draggable={false} />
      <span class="compare-line" aria-hidden="true" />
      <span class="compare-word" aria-hidden="true">
        Before
      </span>
      <span class="compare-word right" aria-hidden="true">
        After
      </span>
      <input
        type="range"
        min={0}
        max={100}
        value={split}
        aria-label="How much is shown as it was"
        aria-valuetext={`${split} % before`}
        onInput={(event) => setSplit(event.currentTarget.valueAsNumber)}
      />
    </div>
  )
}
