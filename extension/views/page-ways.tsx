import { useEffect } from 'preact/hooks'
import { hostOf } from '../pictures/hosts.ts'
import { inHand } from '../state/in-hand.ts'
import { allowHost, cutPicture, pickPicture, pressKey, stopPicking } from '../state/pick.ts'
import { as } from '../state/place.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** From the page beside this panel: a picture is picked there, or is on its way, or cannot be had. */
export function PageWays() {
  const { pointed, busy, trouble } = inHand.value
  const picking = pointed !== null
  usePageKeys()
  if (as !== 'side' && as !== 'page') return null
  return (
    <>
      {picking && <Picking />}
      {trouble && <Refused />}
      {busy && (
        <p class="faint" role="status">
          <span class="spinner" aria-hidden="true" /> {busy}
        </p>
      )}
      {picking ? (
        <Button icon="close" onPress={stopPicking}>
          Stop picking
        </Button>
      ) : (
        <Button icon="point" disabled={busy !== ''} onPress={() => void pickPicture('bench')}>
          Pick one on this page
        </Button>
      )}
    </>
  )
}

/** Keys pressed here are meant for the page while a picture is picked there. */
export function usePageKeys(): void {
  useEffect(() => {
    addEventListener('keydown', pressKey)
    return () => removeEventListener('keydown', pressKey)
  }, [])
}

export const Picking = () => (
  <Notice tone="calm" title="Point at a picture on the page">
    <p>
      Click it, or drag around what you want. With keys: arrows move from one to the next, up and down to what
      lies under it, Enter takes it, Escape ends.
    </p>
  </Notice>
)

/** Why it is not in hand, and the ways that are left. */
export function Refused() {
  const { trouble, ask, cut, busy } = inHand.value
  if (!trouble) return null
  const host = ask && hostOf(ask)
  return (
    <Notice
      alert
      title={trouble.title}
      actions={
        (host || cut) && (
          <>
            {host && (
              <Button kind="primary" busy={busy !== ''} onPress={() => void allowHost()}>
                {`Allow ${host}`}
              </Button>
            )}
            {cut && (
              <Button icon="cut" disabled={busy !== ''} onPress={() => void cutPicture()}>
                Cut it out
              </Button>
            )}
          </>
        )
      }
    >
      <p>{trouble.detail}</p>
      <p>{trouble.remedy}</p>
      {trouble.requestId && <p class="faint">Reference {trouble.requestId}</p>}
    </Notice>
  )
}
