import { call, type Row, type Scene } from './bad-input.ts'

const qwen = 'wavespeed/qwen-image'
const wan = 'wavespeed/wan-2.5-i2v'
const create = '/api/image-studio/create'
const animate = '/api/image-studio/transform/image-to-video'

/** A press; what stands in `change` takes the place of what would be right, and `undefined` takes it away. */
const press =
  (change: object | ((scene: Scene) => object), headers: Record<string, string> = {}, path = create) =>
  (scene: Scene) => {
    const more = typeof change === 'function' ? change(scene) : change
    const right = { model: qwen, input: { prompt: scene.words }, price: { unit: 'image', amount: 1 } }
    return call(path, JSON.stringify({ ...right, ...more }), headers)(scene)
  }

const input = (change: (scene: Scene) => object) =>
  press((scene) => ({ input: { prompt: scene.words, ...change(scene) } }))

const clipOf = (change: (scene: Scene) => object) =>
  press(
    (scene) => ({
      model: wan,
      price: { unit: 'video', amount: 1 },
      input: { prompt: scene.words, ...change(scene) },
    }),
    {},
    animate,
  )

const prompts: Row[] = [
  ['an empty prompt', 'bad-input', /input\.prompt.*empty/, press({ input: { prompt: '' } })],
  ['a prompt of spaces', 'bad-input', /is empty/, press({ input: { prompt: ' \n\t ' } })],
  ['no prompt', 'bad-input', /input\.prompt/, press({ input: {} })],
  [
    'a prompt of 20,000 characters',
    'bad-input',
    /longer than 2000/,
    input(({ words }) => ({ prompt: words.padEnd(20_000, 'x') })),
  ],
  ['a NUL in the prompt', 'bad-input', /control/, input(({ words }) => ({ prompt: `${words}\u0000` }))],
  [
    'an escape in the prompt',
    'bad-input',
    /control/,
    input(({ words }) => ({ prompt: `\u001b[2J${words}` })),
  ],
  [
    'right-to-left override',
    'bad-input',
    /turn its direction/,
    input(({ words }) => ({ prompt: `${words}\u202egnp` })),
  ],
  [
    'isolated direction',
    'bad-input',
    /turn its direction/,
    input(({ words }) => ({ prompt: `\u2066${words}` })),
  ],
  ['half a character', 'bad-input', /half a character/, input(({ words }) => ({ prompt: `${words}\ud83d` }))],
  ['a prompt that is a number', 'bad-input', /input\.prompt/, press({ input: { prompt: 7 } })],
  ['a prompt that is a list', 'bad-input', /input\.prompt/, press({ input: { prompt: ['a', 'b'] } })],
  ['a prompt that is null', 'bad-input', /input\.prompt/, press({ input: { prompt: null } })],
]

const values: Row[] = [
  ['an unknown field', 'bad-input', /input\.colour/, input(() => ({ colour: 'red' }))],
  ['an unknown name beside the input', 'bad-input', /workspaceId/, press({ workspaceId: 'mine' })],
  ['a field of another model', 'bad-input', /input\.style/, input(() => ({ style: 'Design' }))],
  ['a shape that is not offered', 'bad-input', /input\.ratio/, input(() => ({ ratio: '7:1' }))],
  ['a seed as text', 'bad-input', /input\.seed/, input(() => ({ seed: '5' }))],
  ['half a seed', 'bad-input', /input\.seed/, input(() => ({ seed: 1.5 }))],
  ['a seed out of range', 'bad-input', /input\.seed/, input(() => ({ seed: 2 ** 31 }))],
  ['a switch as text', 'bad-input', /input\.silent/, clipOf((s) => ({ image: s.picture, silent: 'true' }))],
  ['seconds as a number', 'bad-input', /input\.seconds/, clipOf((s) => ({ image: s.picture, seconds: 5 }))],
  ['no model', 'bad-input', /model/, press({ model: undefined })],
  ['a model nobody has', 'bad-input', /model/, press({ model: 'wavespeed/none' })],
  ['a model of another task', 'bad-input', /model/, press({ model: wan })],
  ['a model by a name of the language', 'bad-input', /model/, press({ model: '__proto__' })],
  ['a count of none', 'bad-input', /count/, press({ count: 0 })],
  ['a count below none', 'bad-input', /count/, press({ count: -3 })],
  ['eleven at once', 'bad-input', /count/, press({ count: 11 })],
  ['half a picture', 'bad-input', /count/, press({ count: 1.5 })],
  ['a count as text', 'bad-input', /count/, press({ count: '2' })],
  ['no price', 'bad-input', /price/, press({ price: undefined })],
  ['a price as text', 'bad-input', /price/, press({ price: { unit: 'image', amount: '1' } })],
  ['a price below nothing', 'bad-input', /price/, press({ price: { unit: 'image', amount: -1 } })],
  ['a price in gold', 'bad-input', /price/, press({ price: { unit: 'gold', amount: 1 } })],
  [
    'a price of nothing',
    'price-changed',
    /costs 1 image now, not free/,
    press({ price: { unit: 'image', amount: 0 } }),
  ],
  [
    'a price in another unit',
    'price-changed',
    /not 1 video as shown/,
    press({ price: { unit: 'video', amount: 1 } }),
  ],
  [
    'more at once than the plan makes',
    'not-in-plan',
    /up to 4 at once/,
    press({ count: 5, price: { unit: 'image', amount: 5 } }),
  ],
  [
    'a resolution that is not in the plan',
    'not-in-plan',
    /1080p is not part/,
    clipOf((s) => ({ image: s.picture, resolution: '1080p' })),
  ],
]

const bodies: Row[] = [
  ['no body', 'bad-input', /JSON/, call(create, '')],
  [
    'half a body',
    'bad-input',
    /JSON/,
    (s) => call(create, `{"model":"${qwen}","input":{"prompt":"${s.words}`)(s),
  ],
  [
    'NaN',
    'bad-input',
    /JSON/,
    (s) => call(create, `{"model":"${qwen}","count":NaN,"input":{"prompt":"${s.words}"}}`)(s),
  ],
  ['a number beyond all numbers', 'bad-input', /count/, call(create, `{"model":"${qwen}","count":1e999}`)],
  ['a list', 'bad-input', /look|fields/, call(create, '[]')],
  ['deep JSON', 'bad-input', /./, call(create, `${'['.repeat(200_000)}${']'.repeat(200_000)}`)],
  [
    'a deep input',
    'bad-input',
    /./,
    call(create, `{"model":"${qwen}","input":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`),
  ],
  [
    'a prototype in the input',
    'bad-input',
    /./,
    call(
      create,
      `{"model":"${qwen}","input":{"__proto__":{"prompt":"x"}},"price":{"unit":"image","amount":1}}`,
    ),
  ],
  [
    'more than a megabyte',
    'too-large',
    /larger/,
    (s) => press({ input: { prompt: s.words.padEnd(1024 * 1024 + 1, 'x') } })(s),
  ],
  [
    'a form',
    'wrong-type',
    /Content-Type/,
    press({}, { 'content-type': 'application/x-www-form-urlencoded' }),
  ],
  ['text', 'wrong-type', /Content-Type/, press({}, { 'content-type': 'text/plain' })],
  ['XML', 'wrong-type', /Content-Type/, press({}, { 'content-type': 'application/xml' })],
  ['a key that is too short', 'bad-input', /Idempotency-Key/, press({}, { 'idempotency-key': 'short' })],
  ['a key with a space', 'bad-input', /Idempotency-Key/, press({}, { 'idempotency-key': 'two words here' })],
  ['a huge key', 'bad-input', /Idempotency-Key/, press({}, { 'idempotency-key': 'k'.repeat(30_000) })],
  [
    'a replayed key',
    'key-reused',
    /used for an order/,
    (s) => press({ count: 2, price: { unit: 'image', amount: 2 } }, { 'idempotency-key': s.usedKey })(s),
  ],
  ['a huge token', 'not-signed-in', /signed in/, (s) => press({}, {})({ ...s, token: 'x'.repeat(30_000) })],
  [
    'a token with one letter changed',
    'not-signed-in',
    /signed in/,
    (s) => press({})({ ...s, token: `${s.token.slice(0, -1)}${s.token.endsWith('x') ? 'y' : 'x'}` }),
  ],
]

const pictures: Row[] = [
  [
    'another workspace’s picture',
    'bad-input',
    /not a picture of your library/,
    clipOf((s) => ({ image: s.theirs.picture })),
  ],
  [
    'a clip where a picture is asked',
    'bad-input',
    /not a picture of your library/,
    clipOf((s) => ({ image: s.clip })),
  ],
  [
    'a moving picture where a still is asked',
    'bad-input',
    /picture moves/,
    clipOf((s) => ({ image: s.moving })),
  ],
  [
    'a picture that is not there',
    'bad-input',
    /not a picture/,
    clipOf(() => ({ image: 'ast_0123456789abcdefghjkmnpqr' })),
  ],
  ['no picture', 'bad-input', /input\.image/, clipOf(() => ({}))],
  [
    'an address in place of a picture',
    'bad-input',
    /input\.image/,
    clipOf(() => ({ image: 'https://127.0.0.1/a.png' })),
  ],
  ['a query in place of a picture', 'bad-input', /input\.image/, clipOf(() => ({ image: "x' or 1=1 --" }))],
]

/** A press of a model of Stability AI for a picture of 48 x 32 pixels. */
const ask = (model: string, path: string, micros: number, more: object) =>
  press(
    (scene) => ({
      model: `stability/${model}`,
      price: { unit: 'usd', amount: micros },
      input: { image: scene.picture, ...more },
    }),
    {},
    `/api/image-studio/${path}`,
  )

const limits: Row[] = [
  [
    'a picture that is too small for the model',
    'bad-input',
    /48 x 32 pixels; Stability Sketch takes sides of 64.*nearest it takes is 96 x 64/s,
    ask('sketch', 'control/sketch-to-image', 50_000, { prompt: 'a castle' }),
  ],
  [
    'more room on no side',
    'bad-input',
    /input\.left.*on which side/s,
    ask('outpaint', 'expand', 40_000, { left: 0 }),
  ],
  [
    'a new background of nothing',
    'bad-input',
    /what should be behind it/,
    ask('replace-background-and-relight', 'background/replace', 80_000, {}),
  ],
  [
    'a strength of no light',
    'bad-input',
    /needs a direction/,
    ask('replace-background-and-relight', 'background/replace', 80_000, {
      ...{ prompt: 'a beach', light_strength: 0.5, light_from: 'none' },
    }),
  ],
  [
    'corners of no mesh',
    'bad-input',
    /triangles or quads/,
    ask('stable-fast-3d', 'transform/image-to-3d', 100_000, { vertices: 900 }),
  ],
]

/** Orders that are none. */
export const badOrders: readonly Row[] = [...prompts, ...values, ...bodies, ...pictures, ...limits]
