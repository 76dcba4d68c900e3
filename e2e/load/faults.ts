// What the sandbox is told to do to one order in twenty. Each prompt has a number of its own, so that a fault meets
// the order it was meant for and no other.

export interface Fault {
  name: string
  /** The sandbox's order, but for whom it means. */
  rule: object
  /** Whether the job may end without a result: the vendor has truly none. */
  mayFail: boolean
}

/** Whichever file is fetched next: whoever meets it fetches it again. */
const aFile = { method: 'GET', path: '*.cloudfront.net/*' }

export const faults: readonly Fault[] = [
  { name: 'the vendor is full (429)', rule: { do: 'status', status: 429 }, mayFail: false },
  { name: 'the task fails', rule: { do: 'task-fail', code: 5000 }, mayFail: true },
  { name: 'the task is refused', rule: { do: 'task-fail', code: 1200 }, mayFail: true },
  { name: 'the result is flagged', rule: { do: 'nsfw' }, mayFail: true },
  { name: 'the answer is lost after it was accepted', rule: { do: 'drop-after-accept' }, mayFail: false },
  { name: 'the answer is half of the JSON', rule: { do: 'wrong-json' }, mayFail: false },
  { name: 'the vendor takes ten times as long', rule: { do: 'task-slow', factor: 10 }, mayFail: false },
  { name: 'the webhook never comes', rule: { do: 'webhook', how: 'never' }, mayFail: false },
  { name: 'the webhook comes twice', rule: { do: 'webhook', how: 'twice' }, mayFail: false },
  { name: 'the webhook is forged', rule: { do: 'webhook', how: 'forged' }, mayFail: false },
  { name: 'half a file', rule: { do: 'half-file', match: aFile }, mayFail: false },
  { name: 'a file cut short', rule: { do: 'half-file', cut: true, match: aFile }, mayFail: false },
  // From here on the vendor never says whether it has taken it, or has nothing to give: minutes go by.
  { name: 'the links are dead', rule: { do: 'expire-links' }, mayFail: true },
  { name: 'the vendor breaks (500)', rule: { do: 'status', status: 500 }, mayFail: true },
  {
    name: 'the vendor breaks after it has accepted',
    rule: { do: 'status', status: 500, afterAccept: true },
    mayFail: false,
  },
  { name: 'the line is cut before', rule: { do: 'drop-before' }, mayFail: true },
  { name: 'no answer at all', rule: { do: 'silence' }, mayFail: true },
]

/** The fault as an order for the sandbox, once: for the submit whose prompt holds these words, if for any. */
export const ruleFor = ({ rule }: Fault, words: string): object => ({
  match: { method: 'POST', path: '/api/v3/*', promptIncludes: words },
  ...rule,
  times: 1,
})
