interface Props {
  label: string
  /** 0 to 1. */
  share: number
}

export function Progress({ label, share }: Props) {
  const percent = Math.round(share * 100)
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span style={{ transform: `scaleX(${share})` }} />
    </div>
  )
}

/** A canvas that fills with paint as the work goes on. Decoration: the progress bar beside it has the words. */
export function WetCanvas({ share }: { share: number }) {
  return (
    <div class="wet-canvas" aria-hidden="true">
      <span style={{ transform: `translateY(${(1 - share) * 92}%)` }} />
    </div>
  )
}
