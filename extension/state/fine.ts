import type { Field } from '../../shared/fields.ts'
import type { PublicModel } from '../../shared/model.ts'

/** What nobody must fill in, and what costs nothing: folded away until it is asked for. */
export function isFine({ cost, extras, rules }: PublicModel, name: string, field: Field): boolean {
  const decides =
    field.required ||
    cost.by?.includes(name) ||
    cost.of === name ||
    rules?.some(({ when, need }) => when === undefined && need.includes(name))
  if (decides) return false
  const isExtra = name in (extras ?? {})
  switch (field.kind) {
    case 'text':
    case 'words':
      return true
    case 'number':
      return isExtra || field.default === undefined
    case 'switch':
    case 'image':
    case 'mask':
    case 'audio':
    case 'choices':
    case 'color':
    case 'point':
    case 'box':
      return isExtra
    case 'choice':
      return field.fine === true
    case 'images':
    case 'voice':
      return false
  }
}
