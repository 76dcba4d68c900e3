// What the sandbox is told to do to one order in twenty. Each prompt has a number of its own, so that a fault meets
// the order it was meant for and no other.

export interface Fault {
  name: string
  /** The sandbox's order, but for whom it means. */
  rule: object
  /** Whether the job may end without a result: the vendor has truly none. */
  mayFail: boolean
}

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
]

/** The fault as an order for the sandbox, once, for the submit whose prompt holds these words. */
export const ruleFor = ({ rule }: Fault, words: string): object => ({
  ...rule,
  match: { method: 'POST', path: '/api/v3/wavespeed-ai/*', promptIncludes: words },
  times: 1,
})
