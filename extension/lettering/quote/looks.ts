import type { QuoteLook } from '../../../shared/tools/quote-card.ts'
import { bauhaus, marker, poster, swiss } from './bold-looks.ts'
import { aurora, midnight, terminal } from './dark-looks.ts'
import type { Look } from './look.ts'
import { arch, gazette, letterpress, notebook } from './paper-looks.ts'

/** Every look of a quote card. */
export const looks: Readonly<Record<QuoteLook, Look>> = {
  letterpress,
  midnight,
  poster,
  swiss,
  aurora,
  marker,
  gazette,
  bauhaus,
  arch,
  notebook,
  terminal,
}
