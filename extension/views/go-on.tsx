import { goOnWith } from '../state/in-hand.ts'
import type { Piece } from '../state/piece.ts'
import { Button } from '../ui/button.tsx'

/** From a picture to everything else that can be done with it. */
export function GoOn({ piece }: { piece: Piece }) {
  if (piece.kind !== 'image') return null
  return (
    <Button kind="plain" onPress={() => void goOnWith(piece.key)}>
      Do more with it
    </Button>
  )
}
