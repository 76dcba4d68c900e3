import { quoteFields } from '../../shared/tools/quote-card.ts'
import { Choices } from '../ui/choices.tsx'
import type { ToolPartProps } from './tool-views.ts'

/** The looks of a quote card, each to be seen. */
export function QuoteLookField({ values, onSet }: ToolPartProps) {
  const field = quoteFields['look']
  if (field?.kind !== 'choice') return null
  const value = String(values['look'] ?? field.default)
  const [, about = ''] = (field.titles?.[value] ?? '').split(' · ')
  return (
    <div class="quote-looks">
      <Choices
        label={field.label}
        help={about.charAt(0).toUpperCase() + about.slice(1)}
        look="tiles"
        value={value}
        options={field.options.map((option) => ({
          value: option,
          label: field.titles?.[option]?.split(' · ')[0] ?? option,
          glyph: (
            <span class={`quote-swatch quote-${option}`} aria-hidden="true">
              <span>Aa</span>
            </span>
          ),
        }))}
        onChoose={(look) => onSet('look', look)}
      />
    </div>
  )
}
