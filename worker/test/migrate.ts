import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

// Safe to repeat: what was applied is remembered in the database.
await applyD1Migrations(env.DB, env.MIGRATIONS)
