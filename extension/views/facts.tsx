import type { Piece } from '../state/piece.ts'

/** "harbour.mp4  1280 × 720  5.0 s" */
export function Facts({ piece }: { piece: Piece }) {
  return (
    <p class="meta">
      <span>{piece.name}</span>
      {piece.width !== null && (
        <span>
          {piece.width} × {piece.height}
        </span>
      )}
      {piece.durationMs !== null && <span>{(piece.durationMs / 1000).toFixed(1)} s</span>}
    </p>
  )
}
