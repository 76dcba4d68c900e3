import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

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
  // At once, and never from somebody who is already in it: what is being typed would go nowhere.
  useLayoutEffect(() => {
    const page = main.current
    if (arrived && !page?.contains(document.activeElement)) page?.focus({ preventScroll: true })
  }, [arrived])
  return (
    <main class={wide ? 'page wide' : 'page'} ref={main} tabIndex={arrived ? -1 : undefined}>
      {children}
    </main>
  )
}
