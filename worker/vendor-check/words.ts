import { dollars } from '../../shared/money.ts'
import type { VendorReport } from './check.ts'
import type { Difference, Plain } from './differences.ts'
import { optionWords } from './prices.ts'

/** How a person sets a vendor's key. */
export const keyAdvice = (names: readonly string[]): string =>
  `Write it into .dev.vars, one line each: ${names.map((name) => `${name}=…`).join('  ')}`

/** A report as a person reads it, in lines. */
export function linesOf(report: VendorReport, keyName: string): string[] {
  const { title, state, balanceMicros, models, prices, differences, remarks } = report
  if (state === 'no-key') return [`${title}: not asked, there is no key. ${keyAdvice([keyName])}`]
  const left = balanceMicros === null ? 'balance unknown' : `${dollars(balanceMicros)} left`
  const count = differences.length === 1 ? '1 difference' : `${differences.length} differences`
  const head =
    models + prices > 0
      ? `${left}; ${models} models and ${prices} prices compared, ${count}`
      : `${left}; nothing was compared`
  return [
    `${title}: ${head}`,
    // What we sell comes first: of the rest there may be hundreds.
    ...differences
      .toSorted((a, b) => Number(a.kind === 'new') - Number(b.kind === 'new'))
      .map((difference) => `  ${wordsOf(difference)}`),
    ...remarks.map((remark) => `  · ${remark}`),
  ]
}

const list = (values: readonly Plain[]) => values.map(String).join(', ')

/** A list that a person can still read; the JSON has all of it. */
const few = (values: readonly Plain[]) =>
  values.length > 12 ? `${list(values.slice(0, 12))} and ${values.length - 12} more` : list(values)

export function wordsOf(difference: Difference): string {
  switch (difference.kind) {
    case 'gone':
      return `gone      ${difference.model}: ${difference.path} is not sold any more`
    case 'new':
      return `new       ${difference.path}: ${difference.title}`
    case 'unknown-field':
      return `field     ${difference.model}: we send ${difference.field}, which it does not know`
    case 'required-field':
      return `field     ${difference.model}: it requires ${difference.field}, which we may leave out`
    case 'type':
      return `type      ${difference.model} ${difference.field}: we send ${list(difference.ours)}, it takes ${difference.theirs}`
    case 'value':
      return `value     ${difference.model} ${difference.field}: it does not take ${few(difference.ours)}; it takes ${few(difference.theirs)}`
    case 'more-values':
      return `value     ${difference.model} ${difference.field}: it also takes ${few(difference.theirs)}`
    case 'limit':
    case 'wider-limit': {
      const { model, field, of, end, ours, theirs } = difference
      const what = of === 'number' ? '' : ` ${of}`
      return `limit     ${model} ${field}: at ${end} ${theirs}${what} there, ${ours} here`
    }
    case 'price': {
      const { model, options, ourMicros, theirMicros, factor } = difference
      const times = factor === null ? '' : `, ×${Number(factor.toPrecision(3))}`
      return `price     ${model}${optionWords(options)}: ours ${dollars(ourMicros)}, theirs ${dollars(theirMicros)}${times}`
    }
  }
}
