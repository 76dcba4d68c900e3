import type { Asset } from '../../shared/assets.ts'
import { pieceOf } from '../state/piece.ts'
import { PieceLook } from './piece-look.tsx'

interface Props {
  asset: Asset
  /** Where thumbs are opened and closed. */
  pressed?: boolean
  onPress: () => void
}

/** One thing of the library, small, to be opened or taken. */
export function AssetThumb({ asset, pressed, onPress }: Props) {
  return (
    <button
      type="button"
      class={`thumb ${asset.kind}`}
      aria-label={asset.prompt || asset.name}
      aria-pressed={pressed}
      onClick={onPress}
    >
      <PieceLook piece={pieceOf(asset)} />
    </button>
  )
}
