import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  children: ComponentChildren
  /** It took the place of what had the focus: reading goes on here. */
  arrived?: boolean
}

/** The scrolling middle of a screen. */
export function Page({ children, arrived }: Props) {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    if (arrived) main.current?.focus({ preventScroll: true })
  }, [arrived])
  return (
    <main class="page" ref={main} tabIndex={arrived ? -1 : undefined}>
      {children}
    </main>
  )
}
