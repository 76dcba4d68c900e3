import { desc, sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Point, Values } from '../../shared/fields.ts'
import type { Handle } from '../../shared/step.ts'
import type { Made } from '../providers/provider.ts'

// Let the database refuse: money and job states are guarded by checks and unique indexes, because a guarded
// update that matches nothing does not fail a D1 batch, and a constraint does.

// ── Sign-in (the tables better-auth reads and writes) ────────────────────────────────────────────────────

const time = (name: string) => integer(name, { mode: 'timestamp_ms' })

export const users = sqliteTable('users', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
  image: text('image'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
})

export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    activeOrganizationId: text('active_organization_id'),
    expiresAt: time('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [index('sessions_user').on(t.userId)],
)

/** Ways to sign in (e-mail and password, later others), one row each. */
export const credentials = sqliteTable(
  'credentials',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: time('access_token_expires_at'),
    refreshTokenExpiresAt: time('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [index('credentials_user').on(t.userId)],
)

export const verifications = sqliteTable(
  'verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: time('expires_at').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (t) => [index('verifications_identifier').on(t.identifier)],
)

/** A workspace is better-auth's organisation. Everything a user makes belongs to one. */
export const workspaces = sqliteTable('workspaces', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  logo: text('logo'),
  metadata: text('metadata'),
  plan: text('plan', { enum: ['free', 'pro'] })
    .notNull()
    .default('free'),
  createdAt: time('created_at').notNull(),
})

export const members = sqliteTable(
  'members',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [uniqueIndex('members_once').on(t.organizationId, t.userId), index('members_user').on(t.userId)],
)

export const invitations = sqliteTable('invitations', {
  id: text('id').primaryKey(),
  organizationId: text('organization_id')
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  email: text('email').notNull(),
  role: text('role'),
  status: text('status').notNull(),
  inviterId: text('inviter_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  expiresAt: time('expires_at').notNull(),
  createdAt: time('created_at').notNull(),
})

// ── Money ────────────────────────────────────────────────────────────────────────────────────────────────

/** Whose it is: every query is held to it. */
export const workspaceId = () =>
  text('workspace_id')
    .notNull()
    .references(() => workspaces.id)

const unit = () => text('unit', { enum: ['image', 'video', 'usd'] }).notNull()

/** What a workspace may spend. `usd` counts micro-dollars, the others whole credits. */
export const grants = sqliteTable(
  'grants',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    unit: unit(),
    source: text('source', { enum: ['plan', 'pack', 'overage', 'gift'] }).notNull(),
    granted: integer('granted').notNull(),
    available: integer('available').notNull(),
    /** What makes it happen once: the month of a plan grant, the payment of a pack, the job of a gift. */
    reason: text('reason').notNull(),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    check('grants_available', sql`${t.available} between 0 and ${t.granted}`),
    uniqueIndex('grants_once').on(t.workspaceId, t.unit, t.source, t.reason),
    index('grants_spendable').on(t.workspaceId, t.unit, t.expiresAt),
  ],
)

/** Every movement of money, once. The sum of a grant's `delta` is its `available`. Written by ledger.ts alone. */
export const ledger = sqliteTable(
  'ledger',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    grantId: text('grant_id')
      .notNull()
      .references(() => grants.id),
    jobId: text('job_id'),
    kind: text('kind', { enum: ['grant', 'hold', 'settle', 'release', 'refund'] }).notNull(),
    unit: unit(),
    /** Change of the grant's available amount: negative for a hold, the returned rest for a settle or release. */
    delta: integer('delta').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [
    uniqueIndex('ledger_one_hold')
      .on(t.jobId)
      .where(sql`${t.kind} = 'hold'`),
    uniqueIndex('ledger_one_close')
      .on(t.jobId)
      .where(sql`${t.kind} in ('settle', 'release')`),
    index('ledger_by_workspace').on(t.workspaceId, t.at),
    index('ledger_by_grant').on(t.grantId),
  ],
)

/** What is reserved for one job, from one grant, until it is closed. */
export const holds = sqliteTable(
  'holds',
  {
    jobId: text('job_id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    grantId: text('grant_id')
      .notNull()
      .references(() => grants.id),
    unit: unit(),
    amount: integer('amount').notNull(),
    /** Null while open. */
    settled: integer('settled'),
    openedAt: integer('opened_at').notNull(),
    closedAt: integer('closed_at'),
  },
  (t) => [
    check('holds_settled', sql`${t.settled} is null or ${t.settled} between 0 and ${t.amount}`),
    index('holds_open')
      .on(t.workspaceId)
      .where(sql`${t.closedAt} is null`),
  ],
)

/** Running totals of what was charged, by month (UTC, "2026-11"): the popup never adds up the ledger. */
export const spending = sqliteTable(
  'spending',
  {
    workspaceId: text('workspace_id').notNull(),
    month: text('month').notNull(),
    unit: unit(),
    charged: integer('charged').notNull(),
    vendorCostMicros: integer('vendor_cost_micros').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.month, t.unit] })],
)

// ── Work ─────────────────────────────────────────────────────────────────────────────────────────────────

/** One press of a button. The key makes it happen once; the hash of its body tells a repeat from a mistake. */
export const orders = sqliteTable(
  'orders',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    userId: text('user_id').notNull(),
    key: text('key').notNull(),
    bodyHash: text('body_hash').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [uniqueIndex('orders_once').on(t.workspaceId, t.key)],
)

const jobState = () =>
  text('state', {
    enum: ['queued', 'starting', 'running', 'saving', 'unsure', 'done', 'failed', 'cancelled'],
  })

/** One run of one model. Only jobs/lifecycle.ts moves its state. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    /** Place in its order, from 0. */
    n: integer('n').notNull(),
    task: text('task').notNull(),
    model: text('model').notNull(),
    /** The vendor account that carries it: the id of a row of `vendors`. */
    vendor: text('vendor').notNull(),
    input: text('input', { mode: 'json' }).$type<Values>().notNull(),
    /** Hash of model and values: what is asked for again is found by it. */
    inputHash: text('input_hash'),
    /** The sentence the person affirmed. */
    consent: text('consent'),
    /** Should the model fail, another may do it; these were tried before the present one. */
    fallback: integer('fallback', { mode: 'boolean' }).notNull().default(false),
    tried: text('tried', { mode: 'json' }).$type<string[]>().notNull().default([]),
    state: jobState().notNull(),
    /** Served first when larger; the plan decides. */
    priority: integer('priority').notNull(),
    /** Among equals the smaller goes first: a workspace's jobs stand in different turns, those of two share them. */
    turn: integer('turn').notNull().default(0),
    unit: unit(),
    asked: integer('asked').notNull(),
    held: integer('held').notNull(),
    /** What a result costs now, where that is less than was held: another model than the one asked for made it. */
    worth: integer('worth'),
    charged: integer('charged'),
    vendorCostMicros: integer('vendor_cost_micros').notNull(),
    /** What was made ready at the vendor before the start (addresses of uploads, by field). */
    prepared: text('prepared', { mode: 'json' }).$type<Handle>(),
    /** What the provider needs to ask again. */
    handle: text('handle', { mode: 'json' }).$type<Handle>(),
    /** What the provider answered when it was done, kept until the files are ours. */
    made: text('made', { mode: 'json' }).$type<Made>(),
    /** Random part of the webhook's address. */
    hookToken: text('hook_token').notNull(),
    /** Nobody works on it before this time. */
    dueAt: integer('due_at').notNull(),
    /** While in the future, one visit has it. */
    leaseUntil: integer('lease_until').notNull().default(0),
    /** Which visit: whatever it writes, it writes only while this is still its own. */
    claim: text('claim'),
    /** Visits without news: the pauses between them grow. */
    attempts: integer('attempts').notNull().default(0),
    /** How long it may take once it has been sent, in milliseconds. */
    allowedMs: integer('allowed_ms').notNull(),
    /** Until then it waits its turn; from its first start on, until then it may run. */
    deadlineAt: integer('deadline_at').notNull(),
    reason: text('reason'),
    message: text('message'),
    createdAt: integer('created_at').notNull(),
    /** When it was sent to the vendor; null while it waits its turn. */
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
  },
  (t) => [
    uniqueIndex('jobs_place').on(t.orderId, t.n),
    index('jobs_waiting')
      .on(t.vendor, t.dueAt)
      .where(sql`${t.startedAt} is null and ${t.endedAt} is null`),
    // The order of the line, and each workspace's last place in it: neither is counted out.
    index('jobs_line')
      .on(t.vendor, desc(t.priority), t.turn, t.createdAt, t.n)
      .where(sql`${t.startedAt} is null and ${t.endedAt} is null`),
    index('jobs_last_turn')
      .on(t.vendor, t.workspaceId, t.turn)
      .where(sql`${t.startedAt} is null and ${t.endedAt} is null`),
    index('jobs_in_flight')
      .on(t.vendor, t.dueAt)
      .where(sql`${t.startedAt} is not null and ${t.endedAt} is null`),
    uniqueIndex('jobs_claim')
      .on(t.claim)
      .where(sql`${t.claim} is not null`),
    // One task of a vendor is never two jobs.
    uniqueIndex('jobs_handle_once')
      .on(t.vendor, t.handle)
      .where(sql`${t.handle} is not null`),
    // As wide as what is asked of it, or a workspace's whole history would be read for its few open jobs.
    index('jobs_open')
      .on(t.workspaceId, t.createdAt, t.id)
      .where(sql`${t.endedAt} is null`),
    index('jobs_ended')
      .on(t.endedAt)
      .where(sql`${t.endedAt} is not null`),
    index('jobs_by_workspace').on(t.workspaceId, t.createdAt),
    index('jobs_alike')
      .on(t.workspaceId, t.inputHash, t.endedAt)
      .where(sql`${t.state} = 'done'`),
    check('jobs_ended', sql`(${t.endedAt} is not null) = (${t.state} in ('done', 'failed', 'cancelled'))`),
    check(
      'jobs_started',
      sql`${t.state} in ('failed', 'cancelled') or (${t.state} = 'queued') = (${t.startedAt} is null)`,
    ),
    check('jobs_charged', sql`${t.charged} is null or (${t.charged} between 0 and ${t.held})`),
    check('jobs_free_unless_done', sql`${t.state} = 'done' or coalesce(${t.charged}, 0) = 0`),
  ],
)

/** One account at a vendor: its rate and parallel limits, shared by all workspaces. */
export const vendors = sqliteTable('vendors', {
  id: text('id').primaryKey(),
  perMinute: integer('per_minute').notNull(),
  parallel: integer('parallel').notNull(),
  /** When the next start would be due if all were evenly spaced; a few may go ahead of it. */
  nextAt: integer('next_at').notNull().default(0),
  /** When the bell for the next place rings: one is enough for all who wait. */
  bellAt: integer('bell_at').notNull().default(0),
  /** Turn of the job that was started last: who comes now joins there. */
  turn: integer('turn').notNull().default(0),
  /** Starts in a row that the vendor did not answer; after some nothing is sent until `closedUntil`. */
  failures: integer('failures').notNull().default(0),
  closedUntil: integer('closed_until').notNull().default(0),
})

/** What happened, in order; the panel reads on from its cursor. */
export const events = sqliteTable(
  'events',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    workspaceId: text('workspace_id').notNull(),
    jobId: text('job_id').notNull(),
    type: text('type').notNull(),
    at: integer('at').notNull(),
  },
  (t) => [index('events_by_workspace').on(t.workspaceId, t.id)],
)

/** Messages that failed for good, kept to be read by a person. */
export const deadLetters = sqliteTable('dead_letters', {
  id: text('id').primaryKey(),
  queue: text('queue').notNull(),
  body: text('body', { mode: 'json' }).notNull(),
  at: integer('at').notNull(),
})

// ── Library ──────────────────────────────────────────────────────────────────────────────────────────────

/** Bytes in R2 under `workspace/file`; the same bytes are kept once a workspace. */
export const files = sqliteTable(
  'files',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    sha256: text('sha256').notNull(),
    type: text('type').notNull(),
    bytes: integer('bytes').notNull(),
    /** Pixels; null for what has none: sounds, 3D, words. */
    width: integer('width'),
    height: integer('height'),
    durationMs: integer('duration_ms'),
    animated: integer('animated', { mode: 'boolean' }).notNull().default(false),
    /** The words of a text. */
    text: text('text'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [uniqueIndex('files_once').on(t.workspaceId, t.sha256)],
)

/** An entry of the library: a file and where it came from. */
export const assets = sqliteTable(
  'assets',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    fileId: text('file_id')
      .notNull()
      .references(() => files.id),
    kind: text('kind', { enum: ['image', 'video', 'audio', 'model3d', 'text'] }).notNull(),
    name: text('name').notNull(),
    origin: text('origin', { enum: ['generated', 'device', 'upload', 'import', 'edited'] }).notNull(),
    model: text('model'),
    prompt: text('prompt').notNull().default(''),
    jobId: text('job_id').references(() => jobs.id),
    /** Place among the results of its job, from 0. */
    n: integer('n'),
    /** The asset it was made from, or the page it was taken from. */
    source: text('source'),
    /** What was affirmed before it was made. */
    consent: text('consent', { mode: 'json' }).$type<{ words: string; at: number }>(),
    /** What a picture is about, as a person has marked it. */
    focal: text('focal', { mode: 'json' }).$type<Point>(),
    /** Hash of what was asked of which picture: asked for again it is found by it. */
    asked: text('asked'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('assets_of_job').on(t.jobId, t.n),
    index('assets_by_workspace').on(t.workspaceId, t.id),
    uniqueIndex('assets_asked')
      .on(t.workspaceId, t.asked)
      .where(sql`${t.asked} is not null`),
  ],
)
