import { useEffect, useRef, useState } from 'preact/hooks'

interface Props {
  src: string
  name: string
  /** Its bytes, for the drawing of it. */
  open: () => Promise<Blob>
}

const bars = 72

/** The loudest moment of each of so many equal stretches, 0 to 1; the loudest of all is 1 unless all is silence. */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const each = Math.max(1, Math.floor(samples.length / count))
  const peaks = Array.from({ length: count }, (_, at) => {
    let peak = 0
    for (let i = at * each; i < Math.min(samples.length, (at + 1) * each); i++)
      peak = Math.max(peak, Math.abs(samples[i]!))
    return peak
  })
  const loudest = Math.max(...peaks)
  return loudest > 0 ? peaks.map((peak) => peak / loudest) : peaks
}

async function drawnOf(open: () => Promise<Blob>): Promise<number[]> {
  const bytes = await (await open()).arrayBuffer()
  // A rate far below what is heard is enough to see loud and quiet, and decodes in no time.
  const decoded = await new OfflineAudioContext(1, 1, 8000).decodeAudioData(bytes)
  return peaksOf(decoded.getChannelData(0), bars)
}

/** A sound with the browser's own controls, and above them a drawing of it that fills as it is heard. */
export function Sound({ src, name, open }: Props) {
  const audio = useRef<HTMLAudioElement>(null)
  const [peaks, setPeaks] = useState<number[]>([])
  const [share, setShare] = useState(0)
  useEffect(() => {
    let gone = false
    // What cannot be drawn can still be heard.
    void drawnOf(open).then(
      (found) => !gone && setPeaks(found),
      () => undefined,
    )
    return () => void (gone = true)
  }, [src])
  return (
    <div class="sound">
      <svg
        class="wave"
        viewBox={`0 0 ${bars * 4} 64`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          const player = audio.current
          if (player && Number.isFinite(player.duration))
            player.currentTime = ((event.clientX - box.left) / box.width) * player.duration
        }}
      >
        {peaks.map((peak, at) => {
          const height = Math.max(3, peak * 60)
          return (
            <rect
              key={at}
              class={at / bars < share ? 'heard' : ''}
              x={at * 4}
              y={32 - height / 2}
              width="2.4"
              height={height}
              rx="1.2"
            />
          )
        })}
      </svg>
      <audio
        ref={audio}
        class="player"
        src={src}
        controls
        preload="auto"
        aria-label={name}
        onTimeUpdate={({ currentTarget: { currentTime, duration } }) =>
          setShare(duration > 0 ? currentTime / duration : 0)
        }
      />
    </div>
  )
}
