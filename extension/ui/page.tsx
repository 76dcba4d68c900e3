import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  children: ComponentChildren
  /** It took the place of what had the focus: reading goes on here. */
  arrived?: boolean
  /** A list that may use the room of a full page. */
  wide?: boolean
}

/** The scrolling middle of a screen. */
export function Page({ children, arrived, wide }: Props) {
  const main = useRef<HTMLElement>(null)
  useEffect(() => {
    if (arrived) main.current?.focus({ preventScroll: true })
  }, [arrived])
  return (
    <main class={wide ? 'page wide' : 'page'} ref={main} tabIndex={arrived ? -1 : undefined}>
      {children}
    </main>
  )
}
