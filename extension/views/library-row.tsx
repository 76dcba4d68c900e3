import { takeAsset } from '../state/bench-files.ts'
import { library } from '../state/library.ts'
import { session } from '../state/session.ts'
import { dragType } from '../ui/drop-zone.tsx'
import { AssetThumb } from './asset-thumb.tsx'

const shownHere = 8

/** The newest pictures of the library: pressed or dragged, they come into hand. */
export function LibraryRow({ how = 'instead' }: { how?: 'instead' | 'beside' }) {
  if (session.value !== 'in') return null
  const pictures = (library.now.value.value ?? []).filter(({ kind }) => kind === 'image').slice(0, shownHere)
  if (pictures.length === 0) return null
  return (
    <section class="section library-row" aria-labelledby="library-row">
      <h2 id="library-row">From your library</h2>
      <ul class="thumbs">
        {pictures.map((asset) => (
          <li
            key={asset.id}
            draggable
            onDragStart={(event) => event.dataTransfer?.setData(dragType, asset.id)}
          >
            <AssetThumb asset={asset} onPress={() => void takeAsset(asset.id, how)} />
          </li>
        ))}
      </ul>
    </section>
  )
}
