import { z } from 'zod'
import { Asset } from './assets.ts'
import { Point, Values } from './fields.ts'
import { idOf } from './ids.ts'
import { Job } from './jobs.ts'
import { PublicModel } from './model.ts'
import { Price, Unit } from './money.ts'
import { PlanId } from './plans.ts'
import { ProviderId } from './providers.ts'
import { TaskId } from './task.ts'

/** What somebody wants made, before it is asked for. */
export const Wish = z.strictObject({
  model: z.string().max(100),
  input: Values,
  /** Variations: each is a job of its own. */
  count: z.int().min(1).max(10).default(1),
  /** The sentence of the task's `consent` has been affirmed by the person. */
  consent: z.literal(true).optional(),
  /** Other models of the task that are to make the same beside it, each once: to compare them. */
  beside: z.array(z.string().max(100)).min(1).max(3).optional(),
  /** Should its model fail, another of the task may do it, for no more than was held. */
  fallback: z.literal(true).optional(),
})
export type Wish = z.infer<typeof Wish>

/** One press of the button. `price` is the total the person saw; if it has moved, nothing is held. */
export const OrderRequest = z.strictObject({ ...Wish.shape, price: Price })
export type OrderRequest = z.input<typeof OrderRequest>

/** Header of every press: 8 to 100 visible ASCII characters, new for each press, the same when it is repeated. */
export const IdempotencyKey = z
  .string()
  .regex(/^[!-~]{8,100}$/, 'the key must be 8 to 100 visible ASCII characters')

export const Estimate = z.strictObject({
  price: Price,
  /** Of one of the variations. */
  each: Price,
  vendorCostMicros: z.int(),
  typicalSeconds: z.number(),
})
export type Estimate = z.infer<typeof Estimate>

/** May this run, and what would it hold? Either allowed, or the sentence to show and the cheaper ways. */
export const Preflight = z.strictObject({
  allowed: z.boolean(),
  estimate: Estimate,
  /** What is left in that unit now. */
  available: z.int(),
  refusal: z.strictObject({ code: z.string(), detail: z.string(), remedy: z.string() }).nullable(),
  /** Said beforehand when it is allowed and a limit is near. */
  warning: z.string().nullable(),
  /** What will be done to what goes in, so that the model takes it: "Your picture is made smaller for this model". */
  notes: z.array(z.string()),
  cheaper: z.array(z.strictObject({ model: z.string(), title: z.string(), price: Price })),
  /** The same was made before, in this workspace: its results are there to be used again, free. */
  earlier: z.strictObject({ jobId: idOf('job'), assets: z.array(idOf('asset')), at: z.int() }).nullable(),
})
export type Preflight = z.infer<typeof Preflight>

export const Preference = z.enum(['budget', 'balanced', 'quality'])
export type Preference = z.infer<typeof Preference>

/** What is to be made, as far as it is known: for the recommendation of a model. */
export const PickRequest = z.strictObject({
  task: TaskId,
  prefer: Preference.default('balanced'),
  /** It should not take long. */
  soon: z.boolean().default(false),
  input: Values.default({}),
})
export type PickRequest = z.input<typeof PickRequest>

/** The models of the task, best first, each with its place in a few words. */
export const Picks = z.strictObject({
  picks: z.array(z.strictObject({ model: z.string(), reason: z.string(), price: Price.nullable() })),
})
export type Picks = z.infer<typeof Picks>

export const Catalogue = z.strictObject({ models: z.array(PublicModel) })
export type Catalogue = z.infer<typeof Catalogue>

export const ProviderList = z.strictObject({
  providers: z.array(
    z.strictObject({
      id: ProviderId,
      title: z.string(),
      models: z.int(),
      /** `failing`: some starts were not answered; `resting`: none is sent at the moment; `absent`: not set up here. */
      state: z.enum(['answering', 'failing', 'resting', 'absent']),
    }),
  ),
})
export type ProviderList = z.infer<typeof ProviderList>

export const Account = z.strictObject({
  user: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
  workspace: z.strictObject({ id: z.string(), name: z.string(), plan: PlanId, planTitle: z.string() }),
  /** What is left in each unit, and the next day (UTC) some of it lapses. */
  balance: z.array(z.strictObject({ unit: Unit, available: z.int(), lapsesAt: z.int().nullable() })),
  /** Charged since the first of this month (UTC). */
  spent: z.array(z.strictObject({ unit: Unit, amount: z.int() })),
  /** What the vendors cost us for it. */
  vendorCostMicros: z.int(),
})
export type Account = z.infer<typeof Account>

export const JobList = z.strictObject({ jobs: z.array(Job) })
export type JobList = z.infer<typeof JobList>

/** Newest first; `next` is the cursor of the following page, null at the end. */
export const AssetPage = z.strictObject({ assets: z.array(Asset), next: z.string().nullable() })
export type AssetPage = z.infer<typeof AssetPage>

/** What may be changed of a thing in the library; what is not named stays. */
export const AssetChange = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  /** Null: it is looked for again. Only of pictures. */
  focal: Point.nullable().optional(),
})
export type AssetChange = z.infer<typeof AssetChange>

/** What came of one picture, in the order it was asked for. */
export const AssetList = z.strictObject({ assets: z.array(Asset) })
export type AssetList = z.infer<typeof AssetList>

export const ImportRequest = z.strictObject({
  url: z.url().max(4000),
  /** The page it was seen on, for the library. */
  page: z.url().max(4000).optional(),
})
export type ImportRequest = z.infer<typeof ImportRequest>

/** Query of an upload; the body is the file itself. A result made on the user's machine names its model and source. */
export const UploadQuery = z.strictObject({
  name: z.string().max(200).optional(),
  model: z.string().startsWith('device/').max(100).optional(),
  from: idOf('asset').optional(),
  prompt: z.string().max(2000).optional(),
})
export type UploadQuery = z.infer<typeof UploadQuery>

/** A file too large for one request: announced first, with everything an upload says, then sent in parts. */
export const UploadStart = z.strictObject({ ...UploadQuery.shape, bytes: z.int().min(1) })
export type UploadStart = z.infer<typeof UploadStart>

/** An upload on its way. Parts are numbered from 1; each has `partBytes`, the last one what is left. */
export const Upload = z.strictObject({
  id: idOf('upload'),
  bytes: z.int(),
  partBytes: z.int(),
  parts: z.int(),
  /** The parts that have arrived: after a break, send the others. */
  received: z.array(z.int()),
  /** When what has arrived is thrown away. */
  expiresAt: z.int(),
})
export type Upload = z.infer<typeof Upload>

/** The calls of the API that are not tasks, by name; a task's own address is `/api/image-studio/` + `tasks[id].path`. */
export const paths = {
  account: '/api/account',
  models: '/api/image-studio/models',
  picks: '/api/image-studio/models/recommend',
  providers: '/api/image-studio/providers',
  estimate: '/api/image-studio/estimate-cost',
  preflight: '/api/subscription/preflight-check',
  assets: '/api/image-studio/assets',
  import: '/api/image-studio/assets/import',
  uploads: '/api/image-studio/assets/uploads',
  compress: '/api/image-studio/compress',
  convert: '/api/image-studio/convert-format',
  resize: '/api/image-studio/resize',
  watermark: '/api/image-studio/watermark',
  enhance: '/api/image-studio/enhance',
  social: '/api/image-studio/optimize/social-media',
  jobs: '/api/jobs',
  orders: '/api/orders',
  events: '/api/events',
  files: '/files',
  hooks: '/api/hooks',
  health: '/api/health',
  switches: '/api/switches',
  openapi: '/api/openapi.json',
  auth: '/api/auth',
} as const
