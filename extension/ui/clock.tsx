import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Draws its child again four times a second with the time now (UTC milliseconds). */
export function Clock({ children }: { children: (now: number) => ComponentChildren }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(tick)
  }, [])
  return <>{children(now)}</>
}
