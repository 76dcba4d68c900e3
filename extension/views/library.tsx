import { useState } from 'preact/hooks'
import { library } from '../state/library.ts'
import type { Piece } from '../state/piece.ts'
import { go } from '../state/screen.ts'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AssetThumb } from './asset-thumb.tsx'
import { Facts } from './facts.tsx'
import { GoOn } from './go-on.tsx'
import { PieceView } from './piece-view.tsx'
import { TroubleNotice } from './trouble.tsx'

/** So many more with each press. */
const step = 12

interface Props {
  open: Piece | null
  onOpen: (assetId: string | null) => void
}

/** The newest things made, one of them opened. */
export function Library({ open, onOpen }: Props) {
  const { value: assets, trouble } = library.now.value
  const [shown, setShown] = useState(step)
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
          <div class="line">
            <Facts piece={open} />
            <GoOn piece={open} />
          </div>
          {open.consent && (
            <p class="faint">
              You affirmed on {new Date(open.consent.at).toLocaleDateString()}: “{open.consent.words}”.
            </p>
          )}
        </article>
      )}
      <ul class="thumbs">
        {assets?.slice(0, shown).map((asset) => (
          <li key={asset.id}>
            <AssetThumb
              asset={asset}
              pressed={asset.id === open?.key}
              onPress={() => onOpen(asset.id === open?.key ? null : asset.id)}
            />
          </li>
        ))}
      </ul>
      {assets && assets.length > shown && (
        <Button kind="plain" onPress={() => setShown(shown + step)}>
          Show more
        </Button>
      )}
    </section>
  )
}
