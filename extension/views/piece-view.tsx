import type { Piece } from '../state/piece.ts'
import { BeforeAfter } from '../ui/before-after.tsx'
import { later } from '../ui/later.tsx'
import { Media } from '../ui/media.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sound } from '../ui/sound.tsx'

const Solid = later(async () => (await import('../ui/solid.tsx')).Solid)

/** A piece in full: seen, compared with what it was made of, played, turned or read. */
export function PieceView({ piece, before }: { piece: Piece; before?: Piece | null }) {
  const { kind, src, width, height, name, prompt, text, open } = piece
  const alt = prompt || name
  switch (kind) {
    case 'image':
      if (width && height && before?.width && before.height)
        return (
          <BeforeAfter
            before={{ src: before.src, width: before.width, height: before.height }}
            after={{ src, width, height }}
            alt={alt}
          />
        )
      return <Media {...{ kind, src, width, height, alt }} />
    case 'video':
      return <Media {...{ kind, src, width, height, alt }} />
    case 'audio':
      return <Sound {...{ src, name, open }} />
    case 'model3d':
      if (name.toLowerCase().endsWith('.glb')) return <Solid key={piece.key} {...{ name, open }} />
      return <Notice tone="calm">{`A file like ${name} opens in a 3D program. Download it.`}</Notice>
    case 'text':
      return <blockquote class="words-result">{text}</blockquote>
  }
}
