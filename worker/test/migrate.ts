import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'

// Before every test file: nothing stored, and the tables as they are deployed. The files share one worker.
await reset()
await applyD1Migrations(env.DB, env.MIGRATIONS)
