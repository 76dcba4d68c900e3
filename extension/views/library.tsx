import { library } from '../state/library.ts'
import type { Piece } from '../state/piece.ts'
import { go } from '../state/screen.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AssetThumb } from './asset-thumb.tsx'
import { Facts } from './facts.tsx'
import { PieceView } from './piece-view.tsx'
import { TroubleNotice } from './trouble.tsx'

interface Props {
  open: Piece | null
  onOpen: (assetId: string | null) => void
}

/** The newest things made, one of them opened. */
export function Library({ open, onOpen }: Props) {
  const { value: assets, trouble } = library.now.value
  return (
    <section class="section">
      <h2>Your library</h2>
      {trouble && <TroubleNotice trouble={trouble} onRetry={() => void library.refresh()} />}
      {!assets && !trouble && <Skeleton rows={2} />}
      {assets?.length === 0 && (
        <div class="empty">
          <p>What you make will be here.</p>
          <Button kind="plain" onPress={() => go('create-image')}>
            Create your first picture
          </Button>
        </div>
      )}
      {open && (
        <article class="stack">
          <div class="result-chosen" key={open.key}>
            <PieceView piece={open} />
          </div>
          {open.prompt && <p class="asked">{open.prompt}</p>}
          <Facts piece={open} />
        </article>
      )}
      <ul class="thumbs">
        {assets?.slice(0, 12).map((asset) => (
          <li key={asset.id}>
            <AssetThumb
              asset={asset}
              pressed={asset.id === open?.key}
              onPress={() => onOpen(asset.id === open?.key ? null : asset.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
