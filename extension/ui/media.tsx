interface Props {
  kind: 'image' | 'video'
  src: string
  alt: string
  /** Pixels, where they are known. */
  width: number | null
  height: number | null
  /** A still, silent look at it, for lists. */
  small?: boolean
}

/** A picture, or a video with its controls. The size is given, so that nothing jumps when it arrives. */
export function Media({ kind, src, alt, width, height, small }: Props) {
  const size = width && height ? { width, height } : {}
  if (kind === 'image') return <img src={src} alt={alt} {...size} decoding="async" draggable={false} />
  if (small) return <video src={src} {...size} preload="metadata" muted aria-label={alt} />
  return <video src={src} {...size} controls loop playsInline preload="auto" aria-label={alt} />
}
