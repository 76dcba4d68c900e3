import { defaultsOf, isAsked, type Fields, type Values } from '../../shared/fields.ts'
import type { Step } from '../tools/runner.ts'
import { faultsOf, type Chain, type Faces } from './chain.ts'
import type { Item } from './journal.ts'

/** The tools a file goes through, with what its row of a list asks otherwise. Throws an Error with the reason. */
export function stepsOf(
  { tools, own }: Pick<Item, 'tools' | 'own'>,
  chain: Chain,
  faces: Faces,
): readonly Step[] {
  const base = tools
    ? tools.map(
        (tool): Step =>
          chain.steps.find((step) => step.tool === tool) ?? { tool, values: startOf(faces[tool]?.fields) },
      )
    : chain.steps
  const steps = base.map((step): Step => {
    const asked = own[step.tool]
    return asked ? { ...step, values: { ...step.values, ...asked } } : step
  })
  for (const tool of Object.keys(own))
    if (!steps.some((step) => step.tool === tool))
      throw new Error(
        `Its row asks for values of ${faces[tool as keyof Faces]?.title ?? tool}, which is not in the chain: add the tool, or name it in the column “tools”.`,
      )
  const [fault] = faultsOf(steps, faces)
  if (fault) throw new Error(fault)
  return steps
}

const startOf = (fields: Fields = {}): Values => defaultsOf(fields)

/** What is chosen for a tool, in few words: values that differ from those it starts with. */
export function stepWords(fields: Fields, values: Values): string {
  const start = defaultsOf(fields)
  const parts = Object.entries(fields).flatMap(([name, field]) => {
    const value = values[name]
    if (value === undefined || value === start[name] || !isAsked(field, values)) return []
    switch (field.kind) {
      case 'choice':
        return [field.titles?.[String(value)] ?? String(value)]
      case 'number':
        return [`${field.label} ${String(value)}${field.unit ? ` ${field.unit}` : ''}`]
      case 'switch':
        return value === true ? [field.label] : []
      case 'text':
        return [`“${String(value)}”`]
      default:
        return []
    }
  })
  return parts.join(' · ') || 'As it starts'
}
