import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'

interface Props {
  title?: string
  children: ComponentChildren
  /** `alert` is read out at once. */
  tone?: 'trouble' | 'calm'
  alert?: boolean
  actions?: ComponentChildren
}

/** What happened and what to do next, in a box of its own. */
export function Notice({ title, children, tone = 'trouble', alert, actions }: Props) {
  return (
    <div class={`notice ${tone}`} role={alert ? 'alert' : undefined}>
      {tone === 'trouble' && <Icon name="warn" />}
      <div class="notice-body">
        {title && <strong class="notice-title">{title}</strong>}
        <div class="notice-words">{children}</div>
        {actions && <div class="notice-actions">{actions}</div>}
      </div>
    </div>
  )
}
