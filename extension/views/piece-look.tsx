import type { MediaKind } from '../../shared/task.ts'
import type { Piece } from '../state/piece.ts'
import { timeWords } from '../state/progress.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Media } from '../ui/media.tsx'

const icons: Partial<Record<MediaKind, IconName>> = {
  video: 'play',
  audio: 'sound',
  model3d: 'solid',
  text: 'words',
}

/** A small, silent look at a piece; what cannot be seen small is named. */
export function PieceLook({ piece }: { piece: Piece }) {
  const { kind, src, width, height, durationMs, text, name } = piece
  const icon = icons[kind]
  if (kind === 'image' || kind === 'video')
    return (
      <>
        <Media {...{ kind, src, width, height }} alt="" small />
        {icon && <Icon name={icon} />}
      </>
    )
  return (
    <span class="named">
      {icon && <Icon name={icon} />}
      <span class="named-words">{text ?? name}</span>
      {durationMs !== null && <span class="faint">{timeWords(durationMs / 1000)}</span>}
    </span>
  )
}
