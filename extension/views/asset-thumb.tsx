import type { Asset } from '../../shared/assets.ts'
import type { MediaKind } from '../../shared/task.ts'
import { timeWords } from '../state/progress.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Media } from '../ui/media.tsx'

const icons: Partial<Record<MediaKind, IconName>> = {
  video: 'play',
  audio: 'sound',
  model3d: 'solid',
  text: 'words',
}

interface Props {
  asset: Asset
  /** Where thumbs are opened and closed. */
  pressed?: boolean
  onPress: () => void
}

/** One thing of the library, small; what cannot be seen small is named. */
export function AssetThumb({ asset, pressed, onPress }: Props) {
  const { kind, url, width, height } = asset
  const icon = icons[kind]
  const name = asset.prompt || asset.name
  const seen = kind === 'image' || kind === 'video'
  return (
    <button
      type="button"
      class={seen ? 'thumb' : 'thumb named'}
      aria-label={name}
      aria-pressed={pressed}
      onClick={onPress}
    >
      {seen && <Media kind={kind} src={url} alt="" width={width ?? 0} height={height ?? 0} small />}
      {icon && <Icon name={icon} />}
      {!seen && (
        <span class="thumb-name">
          {asset.text || name}
          {asset.durationMs !== null && <span class="faint"> {timeWords(asset.durationMs / 1000)}</span>}
        </span>
      )}
    </button>
  )
}
