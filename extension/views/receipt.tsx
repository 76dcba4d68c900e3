import type { Receipt } from '../../shared/jobs.ts'
import { dollars, priceWords } from '../../shared/money.ts'
import { Disclosure } from '../ui/disclosure.tsx'

/** What was asked, held and charged, and why that much. */
export function ReceiptView({ receipt }: { receipt: Receipt }) {
  const { unit } = receipt
  const words = (amount: number | null) =>
    amount === null ? 'not yet' : amount === 0 ? 'nothing' : priceWords({ unit, amount })
  return (
    <Disclosure
      label="Receipt"
      aside={receipt.charged === null ? 'held' : `charged: ${words(receipt.charged)}`}
    >
      <dl class="receipt">
        <dt>Asked</dt>
        <dd>{words(receipt.asked)}</dd>
        <dt>Held</dt>
        <dd>{words(receipt.held)}</dd>
        <dt>Charged</dt>
        <dd>{words(receipt.charged)}</dd>
        <dt>The vendor’s price</dt>
        <dd>{dollars(receipt.vendorCostMicros)}</dd>
        <dd class="why">{receipt.why}</dd>
      </dl>
    </Disclosure>
  )
}
