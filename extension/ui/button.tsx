import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

interface Props {
  children: ComponentChildren
  /** One `primary` a screen; `strong` is the next step within a part of it. */
  kind?: 'primary' | 'strong' | 'quiet' | 'plain'
  icon?: IconName
  /** Shows only the icon; the words stay its name. */
  bare?: boolean
  busy?: boolean
  disabled?: boolean
  submit?: boolean
  describedBy?: string
  expanded?: boolean
  controls?: string
  pressed?: boolean
  onPress?: () => void
}

export function Button(props: Props) {
  const { kind = 'quiet', icon, bare, busy, children } = props
  return (
    <button
      type={props.submit ? 'submit' : 'button'}
      class={`button ${kind}${bare ? ' bare' : ''}`}
      disabled={props.disabled || busy}
      aria-busy={busy || undefined}
      aria-describedby={props.describedBy}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-pressed={props.pressed}
      title={bare && typeof children === 'string' ? children : undefined}
      onClick={props.onPress}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span class={bare ? 'unseen' : 'button-words'}>{children}</span>
    </button>
  )
}
