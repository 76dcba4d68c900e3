import type { ComponentChildren } from 'preact'
import type { Placement } from '../../shared/platforms.ts'

interface Props {
  placement: Placement
  src: string
  alt: string
  /** What the network lays over the picture, and what it may cut. */
  guides: boolean
  busy: boolean
}

type Kind = 'story' | 'profile' | 'cover' | 'page' | 'post'

function kindOf({ shape, size, id, platform }: Placement): Kind {
  if (shape === 'circle') return 'profile'
  if (size.height / size.width > 1.6) return 'story'
  if (/cover|header$|channel-art/.test(id) && platform !== 'email') return 'cover'
  return ['email', 'web', 'shopify', 'amazon'].includes(platform) ? 'page' : 'post'
}

const Line = ({ wide }: { wide: number }) => <span class="post-line" style={{ width: `${wide}%` }} />

/** A picture as it will stand in its place: in a quiet frame of our own, with guides where they are wanted. */
export function PostFrame({ placement, src, alt, guides, busy }: Props) {
  const kind = kindOf(placement)
  const { width, height } = placement.size
  return (
    <div class={`post post-${kind}`} data-busy={busy || undefined}>
      {kind === 'post' && (
        <div class="post-head" aria-hidden="true">
          <span class="post-face" />
          <span class="post-lines">
            <Line wide={52} />
            <Line wide={30} />
          </span>
        </div>
      )}
      <div class="post-picture" style={{ aspectRatio: `${width} / ${height}` }}>
        <img src={src} alt={alt} loading="lazy" decoding="async" />
        {guides && <Guides placement={placement} />}
      </div>
      {kind === 'post' && (
        <div class="post-foot" aria-hidden="true">
          <span class="post-lines">
            <Line wide={78} />
            <Line wide={46} />
          </span>
        </div>
      )}
      {kind === 'page' && (
        <div class="post-foot" aria-hidden="true">
          <span class="post-lines">
            <Line wide={62} />
            <Line wide={88} />
          </span>
        </div>
      )}
      {kind === 'profile' && (
        <div class="post-foot centred" aria-hidden="true">
          <Line wide={56} />
        </div>
      )}
    </div>
  )
}

const percent = (share: number) => `${share * 100}%`

/** Margins to keep free, and what lies over the picture there. */
function Guides({ placement: { margins, covered, shape } }: { placement: Placement }): ComponentChildren {
  const { top, right, bottom, left } = margins
  const free = top + right + bottom + left > 0 && shape === 'rect'
  return (
    <>
      {free && (
        <span
          class="post-margins"
          style={{ top: percent(top), right: percent(right), bottom: percent(bottom), left: percent(left) }}
        />
      )}
      {covered.map(({ box, by }) => (
        <span
          class="post-covered"
          key={by}
          title={by}
          style={{
            left: percent(box.x),
            top: percent(box.y),
            width: percent(box.width),
            height: percent(box.height),
          }}
        />
      ))}
    </>
  )
}
