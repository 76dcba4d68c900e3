import type { ComponentChildren } from 'preact'

interface Props {
  /** What is going on, said aloud when it changes. */
  status: string
  tone?: 'calm' | 'well' | 'badly'
  id?: string
  children?: ComponentChildren
}

/** Price, state and the main button: always at the same place, at the foot of the screen. */
export function Dock({ status, tone = 'calm', id, children }: Props) {
  return (
    <footer class="dock">
      <p class={`status ${tone}`} role="status" id={id}>
        {status}
      </p>
      {children}
    </footer>
  )
}
