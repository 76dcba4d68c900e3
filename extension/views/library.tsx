import type { Asset } from '../../shared/assets.ts'
import { library } from '../state/library.ts'
import type { Piece } from '../state/piece.ts'
import { go } from '../state/screen.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Media } from '../ui/media.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Facts } from './facts.tsx'
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
          <div class="result-frame">
            <Media {...open} alt={open.prompt || open.name} />
          </div>
          {open.prompt && <p class="asked">{open.prompt}</p>}
          <Facts piece={open} />
        </article>
      )}
      <ul class="thumbs">
        {assets?.slice(0, 12).map((asset) => (
          <li key={asset.id}>
            <Thumb asset={asset} opened={asset.id === open?.key} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface ThumbProps {
  asset: Asset
  opened: boolean
  onOpen: Props['onOpen']
}

function Thumb({ asset, opened, onOpen }: ThumbProps) {
  const { kind, url, width, height } = asset
  return (
    <button
      type="button"
      class="thumb"
      aria-label={asset.prompt || asset.name}
      aria-pressed={opened}
      onClick={() => onOpen(opened ? null : asset.id)}
    >
      <Media
        kind={kind === 'video' ? 'video' : 'image'}
        src={url}
        alt=""
        width={width ?? 0}
        height={height ?? 0}
        small
      />
      {kind === 'video' && <Icon name="play" />}
    </button>
  )
}
