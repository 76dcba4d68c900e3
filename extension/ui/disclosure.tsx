import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Icon } from './icon.tsx'

/** A heading that shows and hides what is under it. */
export function Disclosure({
  label,
  aside,
  children,
}: {
  label: string
  aside?: string
  children: ComponentChildren
}) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div class={open ? 'disclosure open' : 'disclosure'}>
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span>{label}</span>
        {aside && <span class="disclosure-aside">{aside}</span>}
        <Icon name="down" />
      </button>
      <div id={id} hidden={!open}>
        {children}
      </div>
    </div>
  )
}
