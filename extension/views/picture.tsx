import type { Asset } from '../../shared/assets.ts'
import { rememberCall } from '../state/calls.ts'
import { inHand, useFor, usesNow } from '../state/in-hand.ts'
import { assetNow } from '../state/library.ts'
import { pickPicture, stopPicking } from '../state/pick.ts'
import { as, tabId } from '../state/place.ts'
import { Button } from '../ui/button.tsx'
import { Dock } from '../ui/dock.tsx'
import { bytesWords, typeName } from '../ui/figures.tsx'
import { Page } from '../ui/page.tsx'
import { openBeside } from '../windows.ts'
import { Picking, Refused, usePageKeys } from './page-ways.tsx'
import { TaskTile } from './tasks.tsx'

/** The popup closes as soon as the page is touched: picking goes on in the panel beside the page. */
function pickBeside(tab: number): void {
  void rememberCall({ tabId: tab, frameId: 0, kind: 'pick', picture: null, pageUrl: '', at: Date.now() })
  void openBeside(tab).then(() => window.close())
}

function pickNow(): void {
  if (as === 'popup' && tabId !== null) pickBeside(tabId)
  else void pickPicture()
}

/** Any picture of a page: picked or right-clicked, with what can be done with it. */
export function PictureView() {
  const { pointed, busy, preview, assetId, said, trouble } = inHand.value
  const asset = assetId ? assetNow(assetId) : null
  const picking = pointed !== null
  usePageKeys()
  return (
    <>
      <Page>
        <header class="head">
          <h1>Any picture</h1>
          <p>Right-click one on a page, or pick it from here: also one that cannot be right-clicked.</p>
        </header>
        {picking && <Picking />}
        {trouble && <Refused />}
        {!picking && (asset || (busy && !trouble)) && <InHandPicture {...{ asset, preview, busy, said }} />}
        {!picking && !busy && asset && <Uses />}
      </Page>
      {as !== 'tab' && (
        <Dock status={picking ? pointed || 'No picture there' : busy}>
          {picking ? (
            <Button icon="close" onPress={stopPicking}>
              Stop picking
            </Button>
          ) : (
            <Button kind={asset ? 'quiet' : 'primary'} icon="point" disabled={busy !== ''} onPress={pickNow}>
              {asset ? 'Pick another picture' : 'Pick a picture on this page'}
            </Button>
          )}
        </Dock>
      )}
    </>
  )
}

interface InHandProps {
  asset: Asset | null
  preview: string | null
  busy: string
  said: readonly string[]
}

function InHandPicture({ asset, preview, busy, said }: InHandProps) {
  const src = asset?.url ?? preview
  return (
    <section class="source" aria-label="The picture">
      <div class={busy ? 'source-frame large busy' : 'source-frame large'}>
        {src && <img src={src} alt={asset?.name ?? 'The picture'} />}
        {busy && (
          <span class="source-veil">
            <span class="spinner" aria-hidden="true" /> {busy}
          </span>
        )}
      </div>
      {asset && (
        <p class="meta">
          <span>{asset.name}</span>
          <span>
            {asset.width} × {asset.height}
          </span>
          <span>{typeName(asset.type)}</span>
          <span>{bytesWords(asset.bytes)}</span>
        </p>
      )}
      {asset && <p class="faint origin">{said.join(' ')}</p>}
    </section>
  )
}

/** Everything that begins with a picture and can be asked for now. */
const Uses = () => (
  <section class="section" aria-labelledby="uses">
    <h2 id="uses">What to do with it</h2>
    <ul class="shelf">
      {usesNow().map((id) => (
        <li key={id}>
          <TaskTile id={id} onPress={() => void useFor(id)} />
        </li>
      ))}
    </ul>
  </section>
)
